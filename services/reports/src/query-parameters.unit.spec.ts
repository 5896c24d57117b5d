import { expect, it } from 'vitest';
import { z } from 'zod';
import { QueryParameters } from './query-parameters.js';

const query = z.strictObject({
  unit: z.string().describe('whose figures'),
  months: z.coerce.number().int().min(1).default(12),
  dryRun: z.stringbool().default(false).describe('records nothing'),
});

function documented(schema: z.ZodType): unknown {
  const routes = { read: () => undefined };
  QueryParameters(schema)(routes, 'read', Object.getOwnPropertyDescriptor(routes, 'read')!);
  return Reflect.getMetadata('swagger/apiParameters', routes.read);
}

it('documents what a route takes in its address: what has to be given, what it may be, and what it means', () => {
  expect(documented(query)).toMatchObject([
    { name: 'unit', in: 'query', required: true, description: 'whose figures', schema: { type: 'string' } },
    { name: 'months', in: 'query', required: false, schema: { type: 'integer', minimum: 1, default: 12 } },
    { name: 'dryRun', in: 'query', required: false, description: 'records nothing', schema: { type: 'string' } },
  ]);
});
