import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';

/** Metadata of routes that read the query of their address, and refuse what of it they do not know. */
export const READS_QUERY = 'praxis:reads-query';

/** Documents what a route takes in its address, from the schema that it is read with. */
export function QueryParameters(schema: z.ZodType): MethodDecorator {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });
  const parameters = Object.entries(properties).map(([name, property]) => {
    // The page of the API shows what is said of a parameter, not what is said of its schema.
    const { description, ...of } = property as Readonly<Record<string, unknown>>;
    return ApiQuery({
      name,
      required: required.includes(name),
      ...(description ? { description: String(description) } : {}),
      schema: of,
    });
  });
  return applyDecorators(SetMetadata(READS_QUERY, true), ...parameters);
}
