import { DOMAIN } from '@praxis/domain';
import type { Aggregate } from '@praxis/event-sourcing';
import { ALL_IN_ID, ALL_IN_TEXT } from './planted-words.js';
import { sampleBody, type TextOf } from './sample-bodies.js';
import { kebabCase } from './site.harness.js';

/** A request that holds the planted words where they do not belong. */
export interface PlantedRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Records of every aggregate that are there, as planted-names.ts leaves them. */
const RECORDS: Readonly<Record<string, string>> = {
  organisation: 'main',
  worker: 'w-bob',
  'learning-log': 'w-ada',
  supervision: 'sv-1',
  'performance-review': 'rv-1',
  checklist: 'north',
  improvement: 'falls',
};

/** For every command: the words in its address, in its headers, and in each of its texts by itself. */
export function plantedRequests(): readonly PlantedRequest[] {
  return DOMAIN.aggregates.flatMap((aggregate) =>
    Object.keys(aggregate.commands).flatMap((type) => requestsFor(aggregate, type)),
  );
}

function requestsFor(aggregate: Aggregate, type: string): readonly PlantedRequest[] {
  const { plural, name, begins, commands } = aggregate;
  const declaration = commands[type]!;
  const within = type === begins ? '' : `/${RECORDS[name] ?? ALL_IN_ID}`;
  const path = `${plural}${within}/${kebabCase(type)}`;
  const fields = new Set<string>();
  const plain = sampleBody(declaration, (field) => void fields.add(field));
  const headers = { 'Idempotency-Key': `${ALL_IN_ID}-${type}`, 'Praxis-Actor': `${ALL_IN_ID}; role=administrator` };
  const inBody = [...fields].flatMap((field) =>
    [ALL_IN_TEXT, ALL_IN_ID].map((words): PlantedRequest => {
      const textOf: TextOf = (asked, kind) =>
        asked === field && !isLabel(aggregate, type, field, kind) ? words : undefined;
      return { path, body: sampleBody(declaration, textOf), headers: {} };
    }),
  );
  return [
    { path: `${plural}/${ALL_IN_ID}/${kebabCase(type)}`, body: plain, headers: {} },
    { path, body: plain, headers },
    ...inBody,
  ];
}

/** Labels stand readable, and so do ids and codes of reference data of which there is no record to be looked up. */
function isLabel({ commands }: Aggregate, type: string, field: string, kind: string | undefined): boolean {
  if (kind === 'label') return true;
  const { references, makes = [], schema } = commands[type]!;
  if (!['reference-id', 'framework-code'].includes(kind ?? '') || makes.includes(field)) return false;
  const { data } = schema.safeParse(sampleBody(commands[type]!, (asked) => (asked === field ? ALL_IN_ID : undefined)));
  const named = references?.(data as never, 'of-any-record', { status: 'none' }) ?? [];
  return !named.some(({ id, within }) => `${within} ${id}`.includes(ALL_IN_ID));
}
