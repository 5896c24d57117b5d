import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  InvalidCommand,
  REMEMBERED_DAYS,
  type Aggregate,
  type CommandDeclaration,
  type CommandEntrance,
  type CommandOutcome,
  type HandlingResult,
} from '@praxis/event-sourcing';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { invalidRequest, ProblemException, problemOf } from '@praxis/http-problems';
import { remarkOn } from '../entrance/command-remark.js';
import { requireNamed } from './named-ids.js';
import { recordedAs, type RecordedAs } from './recorded-as.js';
import { sendEvents } from './record-events.js';
import { idsIn, kebabCase, newRecordId, requireRecord, withIds, type Records } from './record-ids.js';
import { actorOf, expectedRevisionOf } from './request-context.js';
import { wholeCharacters } from './whole-characters.js';

const streamId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,120}$/, 'must be lower-case letters, digits and dashes');

const IDEMPOTENCY =
  `The command’s id, on the record that it is sent to: on another record it is another command. Sent again with the ` +
  `same body, it has no second effect and gets the same answer (status, outcome, revision, position), also when there ` +
  `was nothing to do, for ${REMEMBERED_DAYS} days at least; Idempotent-Replayed says that it was. With another body it ` +
  `is refused. Refusals are not remembered: a command that was refused is decided anew.`;

const IDS =
  `Ids are made here, and told in the answer: a new record begins at the route without an id. An id of another ` +
  `system, or a name, is none; what files and earlier releases brought goes on by the ids it has.`;

const ANSWER = 'Done, or nothing to do: with the id of the record, and of what it made; ETag carries the revision';
const REMARK = 'remark says what it replaces, and what follows from that; null where it replaces nothing';

/** The way in, as the log names it. */
const SOURCE = 'api';

/** Where commands go, and what their records are read from. */
export interface CommandsOverHttp extends Records {
  readonly entrance: CommandEntrance;
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
    async events(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
      await sendEvents(aggregate, validId(id), this.ports, actorOf(request).role, response);
    }
  }
  Object.defineProperty(AggregateController, 'name', { value: `${aggregate.name}-controller` });
  for (const [name, declaration] of Object.entries(aggregate.commands)) {
    defineRoute(aggregate, AggregateController, name, declaration);
  }
  return AggregateController;
}

interface Route {
  readonly aggregate: Aggregate;
  readonly name: string;
  readonly declaration: CommandDeclaration;
}

function routeOf(route: Route) {
  return async function handle(
    this: { ports: CommandsOverHttp },
    given: string,
    body: unknown,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { aggregate } = route;
    const by = await recordedAs(request, this.ports);
    const data = jsonObject(body);
    const id = validId(given);
    await requireRecord(aggregate, id, this.ports, { type: route.name, data, by: { ...by, source: SOURCE } });
    await give(route, id, data, by, this.ports, request, response);
  };
}

/** The route on which a record begins: its id is made here. */
function beginningOf(route: Route) {
  return async function handle(
    this: { ports: CommandsOverHttp },
    body: unknown,
    request: Request,
    response: Response,
  ): Promise<void> {
    const by = await recordedAs(request, this.ports);
    const data = jsonObject(body);
    const id = newRecordId(route.aggregate, by.commandId, this.ports);
    await give(route, id, data, by, this.ports, request, response);
  };
}

async function give(
  { aggregate, name, declaration }: Route,
  id: string,
  body: object,
  { chosen, ...by }: RecordedAs,
  ports: CommandsOverHttp,
  request: Request,
  response: Response,
): Promise<void> {
  const expectedRevision = expectedRevisionOf(request);
  const data = await withIds(aggregate, id, declaration, { ...body }, by.commandId, ports);
  await requireNamed(declaration, data, ports);
  const envelope = { ...by, command: { type: name, data }, source: SOURCE };
  const result = await ports.entrance.execute({
    aggregate: aggregate.name,
    id,
    envelopes: [envelope],
    remember: chosen,
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
  });
  const remark = await remarkOn({ aggregate: aggregate.name, id, envelope, result }, ports);
  const told = declaration.remark === undefined ? {} : { remark: remark ?? null };
  answer(response, { commandId: by.commandId, id, ...idsIn(declaration, data), ...told }, result);
}

/** What `@Post(':id/…') name(@Param('id') id, @Body() body, @Req() request, @Res() response)` would do. */
function defineRoute(aggregate: Aggregate, controller: Type, name: string, declaration: CommandDeclaration): void {
  const route = { aggregate, name, declaration };
  define(controller, name, routeOf(route), [(at) => Param('id')(...at), ...REQUEST]);
  const path = kebabCase(name);
  const id = { name: 'id', type: String, description: `The id in the stream ${aggregate.name}-{id}. ${IDS}` };
  decorate(controller, name, [
    Post(`:id/${path}`),
    ...documented(route, `${aggregate.name}-${path}`),
    ApiParam(id),
    ApiResponse({ status: 404, description: 'There is no such record (application/problem+json)' }),
  ]);
  if (aggregate.begins !== name) return;
  const beginning = `${name}Anew`;
  define(controller, beginning, beginningOf(route), REQUEST);
  decorate(controller, beginning, [Post(path), ...documented(route, `${aggregate.name}-${path}-anew`)]);
}

type Parameter = (at: readonly [prototype: object, method: string, index: number]) => void;
const REQUEST: readonly Parameter[] = [(at) => Body()(...at), (at) => Req()(...at), (at) => Res()(...at)];

function define(controller: Type, method: string, handler: unknown, parameters: readonly Parameter[]): void {
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, method, { value: handler, writable: true, configurable: true });
  const types = parameters.length === REQUEST.length ? [] : [String];
  Reflect.defineMetadata('design:paramtypes', [...types, Object, Object, Object], prototype, method);
  parameters.forEach((parameter, index) => parameter([prototype, method, index]));
}

function decorate(controller: Type, method: string, decorators: readonly MethodDecorator[]): void {
  const prototype = controller.prototype as object;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method)!;
  for (const decorator of decorators) decorator(prototype, method, descriptor);
}

function documented({ declaration }: Route, operationId: string): MethodDecorator[] {
  const { summary, roles, schema, makes = [], remark } = declaration;
  const ids = makes.length === 0 ? '' : ` Leave ${makes.join(' and ')} out where it is new. ${IDS}`;
  return [
    HttpCode(200),
    ApiOperation({ summary, description: `Roles: ${roles.join(', ')}.${ids}`, operationId }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: IDEMPOTENCY }),
    ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the record: refuse if it has changed since' }),
    ApiBody({ schema: jsonSchemaOf(schema, makes) }),
    ApiResponse({ status: 200, description: remark === undefined ? ANSWER : `${ANSWER}; ${REMARK}` }),
    ApiResponse({ status: 403, description: 'The role may not give this command (application/problem+json)' }),
    ApiResponse({ status: 409, description: 'A rule of the domain refuses it (application/problem+json)' }),
    ApiResponse({ status: 412, description: 'If-Match is stale; currentRevision is the one to look at' }),
    ApiResponse({ status: 422, description: 'The body does not fit the schema, or names something unknown' }),
    ApiResponse({ status: 503, description: 'Too much at once, or the log is still being read: send it again' }),
  ];
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
function answer(response: Response, ids: Readonly<Record<string, unknown>>, result: HandlingResult): void {
  const { kind, revision, position, repeated } = answered(result.outcomes[0]!, result);
  if (revision !== undefined) response.setHeader('ETag', `"${revision}"`);
  if (repeated) response.setHeader('Idempotent-Replayed', 'true');
  response.json({
    ...ids,
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

type OpenApiSchema = Extract<ApiBodyOptions, { schema: unknown }>['schema'];

/** The schema as OpenAPI 3.0 wants it: the same object that validates the request, but for the ids that are made here. */
function jsonSchemaOf(schema: z.ZodType, made: readonly string[]): OpenApiSchema {
  const { required = [], ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });
  return { ...rest, required: required.filter((field) => !made.includes(field)) } as OpenApiSchema;
}
