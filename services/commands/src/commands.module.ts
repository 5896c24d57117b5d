import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DOMAIN } from '@praxis/domain';
import type { CommandHandlingPorts } from '@praxis/event-sourcing';
import { COMMAND_PORTS } from './command-ports.js';
import { wireAggregate } from './http/aggregate-controllers.js';

/** Every command of every aggregate, registered from its declaration. */
@Module({})
export class CommandsModule {
  static over(ports: CommandHandlingPorts): DynamicModule {
    const wired = DOMAIN.aggregates.map(wireAggregate);
    return {
      module: CommandsModule,
      imports: [CqrsModule.forRoot()],
      controllers: wired.map(({ controller }) => controller),
      providers: [{ provide: COMMAND_PORTS, useValue: ports }, ...wired.flatMap(({ handlers }) => handlers)],
    };
  }
}
