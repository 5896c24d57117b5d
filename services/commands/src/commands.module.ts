import { Inject, Module, type DynamicModule, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DOMAIN } from '@praxis/domain';
import { aggregateController, COMMANDS_OVER_HTTP, type CommandsOverHttp } from './http/aggregate-controllers.js';
import { followNamed } from './http/named-ids.js';

/** A route for every command of every aggregate, from its declaration, into the entrance for commands. */
@Module({})
export class CommandsModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #ending = new AbortController();

  constructor(@Inject(COMMANDS_OVER_HTTP) private readonly ports: CommandsOverHttp) {}

  static over(ports: CommandsOverHttp): DynamicModule {
    return {
      module: CommandsModule,
      controllers: DOMAIN.aggregates.map(aggregateController),
      providers: [{ provide: COMMANDS_OVER_HTTP, useValue: ports }],
    };
  }

  onApplicationBootstrap(): void {
    void followNamed(this.ports, this.#ending.signal);
  }

  onModuleDestroy(): void {
    this.#ending.abort();
  }
}
