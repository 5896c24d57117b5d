import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Inject, Param, Query, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { invalidRequest, ProblemException } from '@praxis/http-problems';
import { QueryParameters } from './query-parameters.js';
import type { WiredReport } from './report-queries.js';

/** One GET route per declared report. */
export function reportsController(reports: readonly WiredReport[]): Type {
  @ApiTags('reports')
  @Controller('api/reports')
  class ReportsController {
    constructor(@Inject(QueryBus) readonly bus: QueryBus) {}
  }
  for (const wired of reports) defineRoute(ReportsController, wired);
  return ReportsController;
}

/** What `@Get(path) name(@Query() query, @Param('id') id, @Res({ passthrough: true }) response)` would do. */
function defineRoute(controller: Type<{ bus: QueryBus }>, { declaration, request }: WiredReport): void {
  const { path, schema, summary } = declaration;
  const name = path.replace('/:', '-');
  async function route(this: { bus: QueryBus }, query: unknown, id: string | undefined, response: ServerResponse) {
    const parsed = schema.safeParse(query);
    if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error, '', 'read'));
    const signal = hangingUp(response);
    await untilTheGoneAreSeen();
    return this.bus.execute(new request(parsed.data, id ?? '', signal));
  }
  const prototype = controller.prototype as object;
  const descriptor = { value: route, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [Object, String, Object], prototype, name);
  Query()(prototype, name, 0);
  Param('id')(prototype, name, 1);
  Res({ passthrough: true })(prototype, name, 2);
  const decorators = [
    Get(path),
    ApiOperation({ summary, operationId: `report-${name}` }),
    ...(path.includes(':id') ? [ApiParam({ name: 'id', type: String })] : []),
    QueryParameters(schema),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

/** Aborted when the client goes away before it has its answer. */
function hangingUp(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (response.closed) gone.abort();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/**
 * A request that was sent and given up in the same moment is read before its end is: both lie in the same socket, and
 * the second is seen a few turns of the event loop later.
 */
async function untilTheGoneAreSeen(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await setImmediate();
}
