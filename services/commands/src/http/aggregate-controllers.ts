import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  streamIdOf,
  type Aggregate,
  type CommandDeclaration,
  type CommandHandlingPorts,
  type HandlingResult,
} from '@praxis/event-sourcing';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { COMMAND_PORTS } from '../command-ports.js';
import { AggregateCommand, execute } from './handle-aggregate-command.js';
import { invalidRequest, ProblemException, problemOf } from '@praxis/http-problems';
import { actorOf, commandIdOf, expectedRevisionOf, requireRole } from './request-context.js';
import { jsonSchemaOf } from './json-schema.js';
import { wholeCharacters } from './whole-characters.js';

const streamId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,120}$/, 'must be lower-case letters, digits and dashes');

export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

export interface AggregateWiring {
  readonly controller: Type;
  readonly handlers: readonly Type<ICommandHandler>[];
}

/**
 * Everything that Nest needs to serve an aggregate, derived from its declaration: one controller with a route per
 * command and one for its events, and per command a class on the CommandBus with its handler.
 */
export function wireAggregate(aggregate: Aggregate): AggregateWiring {
  @ApiTags(aggregate.name)
  @Controller(`api/${aggregate.plural}`)
  class AggregateController {
    constructor(
      @Inject(CommandBus) readonly bus: CommandBus,
      @Inject(COMMAND_PORTS) readonly ports: CommandHandlingPorts,
    ) {}

    @Get(':id/events')
    @ApiOperation({
      summary: `The events of one ${aggregate.name}, personal fields still sealed`,
      operationId: `${aggregate.name}-events`,
    })
    @ApiParam({ name: 'id', type: String })
    async events(@Param('id') id: string, @Res() response: Response): Promise<void> {
      await sendEvents(aggregate, validId(id), this.ports, response);
    }
  }
  Object.defineProperty(AggregateController, 'name', { value: `${aggregate.name}-controller` });
  const handlers = Object.entries(aggregate.commands).map(([name, declaration]) =>
    wireCommand(aggregate, AggregateController, name, declaration),
  );
  return { controller: AggregateController, handlers };
}

function wireCommand(
  aggregate: Aggregate,
  controller: Type<{ bus: CommandBus }>,
  name: string,
  declaration: CommandDeclaration,
): Type<ICommandHandler> {
  class BusCommand extends AggregateCommand {}
  Object.defineProperty(BusCommand, 'name', { value: name });

  @CommandHandler(BusCommand)
  class BusHandler implements ICommandHandler<BusCommand> {
    constructor(@Inject(COMMAND_PORTS) private readonly ports: CommandHandlingPorts) {}
    execute(command: BusCommand): Promise<HandlingResult> {
      return execute(aggregate, command, this.ports);
    }
  }
  Object.defineProperty(BusHandler, 'name', { value: `${name}Handler` });

  async function route(this: { bus: CommandBus }, id: string, body: unknown, request: Request, response: Response) {
    const actor = actorOf(request);
    requireRole(actor, declaration.roles, declaration.summary);
    const data = parse(declaration, body);
    const envelope = { commandId: commandIdOf(request), command: { type: name, data }, actor, source: 'api' };
    const command = new BusCommand(validId(id), envelope, expectedRevisionOf(request));
    answer(response, command, await this.bus.execute(command));
  }
  defineRoute(aggregate, controller, name, declaration, route);
  return BusHandler;
}

/** What `@Post(':id/…') name(@Param('id') id, @Body() body, @Req() request, @Res() response)` would do. */
function defineRoute(
  aggregate: Aggregate,
  controller: Type,
  name: string,
  declaration: CommandDeclaration,
  route: (...args: any[]) => unknown,
): void {
  const prototype = controller.prototype as object;
  const descriptor = { value: route, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object], prototype, name);
  Param('id')(prototype, name, 0);
  Body()(prototype, name, 1);
  Req()(prototype, name, 2);
  Res()(prototype, name, 3);
  const decorators = [
    Post(`:id/${kebabCase(name)}`),
    HttpCode(200),
    ApiOperation({
      summary: declaration.summary,
      description: `Roles: ${declaration.roles.join(', ')}.`,
      operationId: `${aggregate.name}-${kebabCase(name)}`,
    }),
    ApiParam({ name: 'id', type: String, description: `The id in the stream ${aggregate.name}-{id}` }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The command’s id: sent twice, it takes effect once',
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the record: refuse if it has changed since' }),
    ApiBody({ schema: jsonSchemaOf(declaration.schema) }),
    ApiResponse({ status: 200, description: 'Done, nothing to do, or done before; ETag carries the revision' }),
    ApiResponse({ status: 409, description: 'A rule of the domain refuses it (application/problem+json)' }),
    ApiResponse({ status: 412, description: 'If-Match is stale (application/problem+json)' }),
    ApiResponse({ status: 422, description: 'The body does not fit the schema, or names something unknown' }),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function parse(declaration: CommandDeclaration, body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new ProblemException(
      problemOf(
        415,
        'JSON_REQUIRED',
        'The body has to be a JSON object',
        'The body is missing or is not a JSON object',
        {
          remedy: 'Send Content-Type: application/json and one JSON object.',
          errors: [{ field: 'body', reason: 'is not a JSON object' }],
        },
      ),
    );
  }
  const parsed = wholeCharacters.pipe(declaration.schema).safeParse(body);
  if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error));
  return parsed.data;
}

function validId(id: string): string {
  const parsed = streamId.safeParse(id);
  if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error, 'id'));
  return parsed.data;
}

function answer(response: Response, command: AggregateCommand, result: HandlingResult): void {
  if (result.revision !== undefined) response.setHeader('ETag', `"${result.revision}"`);
  response.json({
    commandId: command.envelope.commandId,
    outcome: result.outcomes[0]?.kind,
    revision: result.revision?.toString() ?? null,
    position: result.position?.toString() ?? null,
  });
}

async function sendEvents(aggregate: Aggregate, id: string, ports: CommandHandlingPorts, response: Response) {
  const events: unknown[] = [];
  let revision: bigint | undefined;
  for await (const stored of ports.store.readStream(streamIdOf(aggregate.name, id))) {
    const { event, recordedAt, position, metadata } = ports.codec.decode(stored);
    revision = stored.revision;
    events.push({
      revision: stored.revision.toString(),
      position: position.toString(),
      type: event.type,
      effectiveAt: event.effectiveAt,
      recordedAt,
      loggedAt: stored.loggedAt,
      actor: metadata.actor,
      source: metadata.source,
      commandId: metadata.commandId,
      data: withoutSealed(event.data as Record<string, unknown>),
    });
  }
  if (revision === undefined) {
    throw new ProblemException(
      problemOf(404, 'UNKNOWN_RECORD', 'There is no such record', `There is no ${aggregate.name} ${id}`, {
        remedy: 'Check the id.',
      }),
    );
  }
  response.setHeader('ETag', `"${revision}"`);
  response.json({ stream: streamIdOf(aggregate.name, id), revision: revision.toString(), events });
}

/** Personal fields are told to exist, and nothing more. */
function withoutSealed(data: Record<string, unknown>): Record<string, unknown> {
  const isSealedValue = (value: unknown) => typeof value === 'object' && value !== null && '$sealed' in value;
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, isSealedValue(value) ? { personal: true } : value]),
  );
}
