import { Module, type DynamicModule } from '@nestjs/common';
import { DOMAIN } from '@praxis/domain';
import { aggregateController, COMMANDS_OVER_HTTP, type CommandsOverHttp } from './http/aggregate-controllers.js';

/** A route for every command of every aggregate, from its declaration, into the entrance for commands. */
@Module({})
export class CommandsModule {
  static over(ports: CommandsOverHttp): DynamicModule {
    return {
      module: CommandsModule,
      controllers: DOMAIN.aggregates.map(aggregateController),
      providers: [{ provide: COMMANDS_OVER_HTTP, useValue: ports }],
    };
  }
}
