import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  InvalidCommand,
  REMEMBERED_DAYS,
  streamIdOf,
  type Aggregate,
  type CommandDeclaration,
  type CommandEntrance,
  type CommandOutcome,
  type EventCodec,
  type EventStore,
  type HandlingResult,
} from '@praxis/event-sourcing';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { invalidRequest, ProblemException, problemOf } from '@praxis/http-problems';
import { actorOf, commandIdOf, expectedRevisionOf } from './request-context.js';
import { wholeCharacters } from './whole-characters.js';

const streamId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,120}$/, 'must be lower-case letters, digits and dashes');

export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

const IDEMPOTENCY =
  `The command’s id, on the record that it is sent to: on another record it is another command. Sent again with the ` +
  `same body, it has no second effect and gets the same answer (status, outcome, revision, position), also when there ` +
  `was nothing to do, for ${REMEMBERED_DAYS} days at least; Idempotent-Replayed says that it was. With another body it ` +
  `is refused. Refusals are not remembered: a command that was refused is decided anew.`;

/** Where commands go, and what their records are read from. */
export interface CommandsOverHttp {
  readonly entrance: CommandEntrance;
  readonly store: EventStore;
  readonly codec: EventCodec;
}

/** Injection token of {@link CommandsOverHttp}. */
export const COMMANDS_OVER_HTTP = Symbol('commands-over-http');

/** A controller with a route per command of an aggregate and one for its events, derived from its declaration. */
export function aggregateController(aggregate: Aggregate): Type {
  @ApiTags(aggregate.name)
  @Controller(`api/${aggregate.plural}`)
  class AggregateController {
    constructor(@Inject(COMMANDS_OVER_HTTP) readonly ports: CommandsOverHttp) {}

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
  for (const [name, declaration] of Object.entries(aggregate.commands)) {
    defineRoute(aggregate, AggregateController, name, declaration);
  }
  return AggregateController;
}

function routeOf({ name: aggregate }: Aggregate, type: string) {
  return async function route(
    this: { ports: CommandsOverHttp },
    id: string,
    body: unknown,
    request: Request,
    response: Response,
  ): Promise<void> {
    const actor = actorOf(request);
    const { commandId, chosen } = commandIdOf(request);
    const expectedRevision = expectedRevisionOf(request);
    const envelope = { commandId, command: { type, data: jsonObject(body) }, actor, source: 'api' };
    const result = await this.ports.entrance.execute({
      aggregate,
      id: validId(id),
      envelopes: [envelope],
      remember: chosen,
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });
    answer(response, commandId, result);
  };
}

/** What `@Post(':id/…') name(@Param('id') id, @Body() body, @Req() request, @Res() response)` would do. */
function defineRoute(aggregate: Aggregate, controller: Type, name: string, declaration: CommandDeclaration): void {
  const prototype = controller.prototype as object;
  const descriptor = { value: routeOf(aggregate, name), writable: true, configurable: true };
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
      description: IDEMPOTENCY,
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the record: refuse if it has changed since' }),
    ApiBody({ schema: jsonSchemaOf(declaration.schema) }),
    ApiResponse({ status: 200, description: 'Done, or nothing to do; ETag carries the revision' }),
    ApiResponse({ status: 403, description: 'The role may not give this command (application/problem+json)' }),
    ApiResponse({ status: 409, description: 'A rule of the domain refuses it (application/problem+json)' }),
    ApiResponse({ status: 412, description: 'If-Match is stale; currentRevision is the one to look at' }),
    ApiResponse({ status: 422, description: 'The body does not fit the schema, or names something unknown' }),
    ApiResponse({ status: 503, description: 'Too many commands for this record at once: send it again' }),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function jsonObject(body: unknown): object {
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
  const whole = wholeCharacters.safeParse(body);
  if (!whole.success) throw new InvalidCommand(whole.error);
  return body;
}

function validId(id: string): string {
  const parsed = streamId.safeParse(id);
  if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error, 'id'));
  return parsed.data;
}

/** The same answer however often the same command is sent; that it is a repetition stands in a header. */
function answer(response: Response, commandId: string, result: HandlingResult): void {
  const { kind, revision, position, repeated } = answered(result.outcomes[0]!, result);
  if (revision !== undefined) response.setHeader('ETag', `"${revision}"`);
  if (repeated) response.setHeader('Idempotent-Replayed', 'true');
  response.json({
    commandId,
    outcome: kind,
    revision: revision?.toString() ?? null,
    position: position?.toString() ?? null,
  });
}

function answered(outcome: CommandOutcome, { revision, position }: HandlingResult) {
  if (outcome.kind !== 'repeated') return { kind: outcome.kind, revision, position, repeated: false };
  const { first } = outcome;
  return { ...first, position: first.kind === 'done' ? first.position : undefined, repeated: true };
}

async function sendEvents(aggregate: Aggregate, id: string, ports: CommandsOverHttp, response: Response) {
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

type OpenApiSchema = Extract<ApiBodyOptions, { schema: unknown }>['schema'];

/** The schema as OpenAPI 3.0 wants it; the same object that validates the request. */
function jsonSchemaOf(schema: z.ZodType): OpenApiSchema {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' }) as OpenApiSchema;
}
