import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { CommandEntrance } from '@praxis/event-sourcing';
import { COMMAND_PORTS, type CommandPorts } from '../command-ports.js';
import { HandleStreamCommands, StreamCommandsHandler } from './stream-commands.handler.js';

@Module({})
class EntranceModule {
  static over(ports: CommandPorts): DynamicModule {
    return {
      module: EntranceModule,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: COMMAND_PORTS, useValue: ports }, StreamCommandsHandler],
    };
  }
}

export interface OpenCommandEntrance extends CommandEntrance {
  /** The bus that the commands go over: others may listen on it. */
  readonly bus: CommandBus;
  close(): Promise<void>;
}

/** Opens the entrance for commands: one Nest context with the bus on it, with or without an HTTP server beside it. */
export async function openCommandEntrance(ports: CommandPorts): Promise<OpenCommandEntrance> {
  const context = await NestFactory.createApplicationContext(EntranceModule.over(ports), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const bus = context.get(CommandBus);
  return {
    bus,
    execute: (commands) => bus.execute(new HandleStreamCommands(commands)),
    close: () => context.close(),
  };
}
