import { Controller, Get, Inject, Param, Query, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { invalidRequest, ProblemException } from '@praxis/http-problems';
import { z } from 'zod';
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

/** What `@Get(path) name(@Query() query, @Param('id') id)` would do. */
function defineRoute(controller: Type<{ bus: QueryBus }>, { declaration, request }: WiredReport): void {
  const { path, schema, summary } = declaration;
  const name = path.replace('/:', '-');
  async function route(this: { bus: QueryBus }, query: unknown, id: string | undefined) {
    const parsed = schema.safeParse(query);
    if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error));
    return this.bus.execute(new request(parsed.data, id ?? ''));
  }
  const prototype = controller.prototype as object;
  const descriptor = { value: route, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [Object, String], prototype, name);
  Query()(prototype, name, 0);
  Param('id')(prototype, name, 1);
  const decorators = [
    Get(path),
    ApiOperation({ summary, operationId: `report-${name}` }),
    ...(path.includes(':id') ? [ApiParam({ name: 'id', type: String })] : []),
    ...queryParameters(schema),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function queryParameters(schema: z.ZodType): MethodDecorator[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });
  return Object.entries(properties).map(([name, property]) =>
    ApiQuery({ name, required: required.includes(name), schema: property as Record<string, unknown> }),
  );
}
