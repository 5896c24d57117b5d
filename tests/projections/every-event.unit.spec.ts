import { DOMAIN } from '@praxis/domain';
import type { DomainEvent, EventDefinition } from '@praxis/event-sourcing';
import { recorded } from '@praxis/event-sourcing/testing';
import { PROJECTIONS, UnfitForFacts } from '@praxis/projections';
import { describe, expect, it } from 'vitest';
import { EVENTS_BY_AGGREGATE, sampleEvent, sampleStream } from './sample-log.js';
import { numbersFrom, ordinaryText, sampleOf, type TextFor } from './sample-values.js';

const PLANTED = 'Zoë Planted-Name, 17 Elm Road';
/** Aggregates whose events say nothing that a figure is made of: found through the index only. */
const INDEX_ONLY = ['framework'];

const cases = EVENTS_BY_AGGREGATE.map(({ aggregate, definition }) => [definition.type, aggregate, definition] as const);
const factTables = PROJECTIONS.filter(({ name }) => name !== 'event_index');

function rowsOf(aggregate: string, event: DomainEvent): unknown[] {
  const given = recorded(event, { streamId: sampleStream(aggregate, 'x-1') });
  return PROJECTIONS.flatMap((projection) => projection.project(given));
}

/** What was planted wherever the schema takes any text: names, notes, labels. */
const anyTextPlanted: TextFor = (field, schema, numbers) =>
  schema.safeParse(PLANTED).success ? PLANTED : ordinaryText(field, schema, numbers);

describe.each(cases)('%s', (type, aggregate, definition: EventDefinition) => {
  it('is decided upon by a projection of its aggregate', () => {
    const handling = factTables.filter(({ handles }) => handles.has(type));
    expect(handling.length > 0).toBe(!INDEX_ONLY.includes(aggregate));
  });

  it('gives rows that have a value for every column, whatever it says', () => {
    const numbers = numbersFrom(7);
    for (let round = 0; round < 20; round += 1) {
      const given = recorded(sampleEvent(definition, numbers), { streamId: sampleStream(aggregate, 'x-1') });
      for (const { columnNames, project } of PROJECTIONS) {
        for (const row of project(given)) {
          expect(row).toHaveLength(columnNames.length);
          expect(row).not.toContain(undefined);
        }
      }
    }
  });

  it('never puts a name or a free text into a row', () => {
    const numbers = numbersFrom(11);
    for (let round = 0; round < 20; round += 1) {
      const data = sampleOf(definition.schema, numbers, anyTextPlanted);
      expect(JSON.stringify(rowsOf(aggregate, { type, effectiveAt: '2026-03-31', data }), asText)).not.toContain('Zoë');
    }
  });

  it('never puts a sealed field into a row', () => {
    const data = sampleOf(definition.schema, numbersFrom(13), ordinaryText) as Record<string, unknown>;
    for (const field of Object.keys(definition.personal)) data[field] = { $sealed: 'c2VjcmV0', subject: 'x-1' };
    const rows = rowsOf(aggregate, { type, effectiveAt: '2026-03-31', data });
    expect(JSON.stringify(rows, asText)).not.toContain('c2VjcmV0');
  });

  it('gives the same rows each time', () => {
    const event = sampleEvent(definition, numbersFrom(17));
    expect(JSON.stringify(rowsOf(aggregate, event), asText)).toBe(JSON.stringify(rowsOf(aggregate, event), asText));
  });
});

describe('the guard of fact rows', () => {
  it('stops a projection that takes a sealed field for a code', () => {
    const sealed = { $sealed: 'c2VjcmV0', subject: 'x-1' };
    const data = { unitId: sealed };
    expect(() => rowsOf('worker', { type: 'WorkerAssignedToTeam', effectiveAt: '2026-03-31', data })).toThrow(
      UnfitForFacts,
    );
  });

  it('is tried with texts that are really there', () => {
    const planted = cases.filter(([, , definition]) =>
      JSON.stringify(sampleOf(definition.schema, numbersFrom(11), anyTextPlanted)).includes('Zoë'),
    );
    expect(planted.length).toBeGreaterThan(10);
  });

  it('covers every event of every aggregate', () => {
    expect(cases).toHaveLength(DOMAIN.aggregates.flatMap(({ events }) => events).length);
    expect(cases.length).toBeGreaterThan(80);
  });
});

function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
