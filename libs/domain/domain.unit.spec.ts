import {
  EventCodec,
  idInStream,
  type Aggregate,
  type EventDefinition,
  type PersonalDataVault,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { readableVault } from '@praxis/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import corpus from './golden/events.v1.json' with { type: 'json' };
import { DOMAIN } from './index.js';

/** As long as a text can be that is not a code or a label: see `freeText` in fields.ts. */
const FREE_TEXT_LENGTH = 4000;

const DEFINITIONS: readonly EventDefinition[] = DOMAIN.events;
const vault: PersonalDataVault = { ...readableVault(), open: () => '1990-01-01' };
const codec = new EventCodec(DEFINITIONS, vault);

const EXAMPLES = corpus.map((example, index): StoredEvent => ({
  ...(example as Pick<StoredEvent, 'streamId' | 'type' | 'version' | 'effectiveAt' | 'data'>),
  id: `example-${index}`,
  revision: 0n,
  position: BigInt(index + 1),
  loggedAt: '2026-06-30T12:00:00.000Z',
  metadata: {
    commandId: 'command-1',
    commandDigest: 'digest',
    correlationId: 'command-1',
    causationId: 'command-1',
    actor: { id: 'actor-1', role: 'administrator' },
    source: 'api',
  },
}));

function examplesOf(aggregate: Aggregate): readonly StoredEvent[] {
  return EXAMPLES.filter((example) => aggregate.events.some((definition) => definition.type === example.type));
}

function propertiesOf(definition: EventDefinition): Readonly<Record<string, { readonly maxLength?: number }>> {
  const schema = z.toJSONSchema(definition.schema, { io: 'input' });
  return (schema.properties ?? {}) as Record<string, { maxLength?: number }>;
}

/** Everything a state holds, also within its collections. */
function textOf(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

describe('the aggregates', () => {
  const unique = (values: readonly string[]) => expect(new Set(values).size, values.join(' ')).toBe(values.length);

  it('begin with a command for which an id is made, or go by one that is there before', () => {
    const ids: Readonly<Record<string, string>> = {
      organisation: 'there is one, and its id is fixed',
      checklist: "a unit's",
      'learning-log': "a worker's",
      indicator: "its unit's, and its code",
    };
    for (const { name, begins, commands } of DOMAIN.aggregates) {
      const said = begins === undefined ? ids[name] : commands[begins]?.summary;
      expect(said, `${name}: say with which command its streams begin, or where their ids come from`).toBeDefined();
    }
  });

  it('have names and plurals of their own, safe in streams and URLs', () => {
    const names = DOMAIN.aggregates.flatMap((aggregate) => [aggregate.name, aggregate.plural]);
    unique(names);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
  it('have streams that cannot be taken for one another', () => {
    for (const one of DOMAIN.aggregates) {
      for (const other of DOMAIN.aggregates) {
        if (one !== other) expect(`${one.name}-`.startsWith(`${other.name}-`), `${one.name} ${other.name}`).toBe(false);
      }
    }
  });
  it('declare each event once, under a wire name of its own', () => {
    unique(DEFINITIONS.map((definition) => definition.type));
    expect(DOMAIN.aggregates.flatMap((aggregate) => aggregate.events.map(({ type }) => type)).sort()).toEqual(
      DEFINITIONS.map((definition) => definition.type).sort(),
    );
  });
  it.each(DOMAIN.aggregates)('$name: every command has a route of its own', ({ commands }) => {
    const routes = Object.keys(commands).map((type) => type.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase());
    unique(routes);
    for (const route of routes) expect(route).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });
  it.each(DOMAIN.aggregates)(
    '$name: every command is documented, allowed to somebody, and an object in OpenAPI',
    (aggregate) => {
      for (const [type, declaration] of Object.entries(aggregate.commands)) {
        expect(declaration.summary, type).not.toBe('');
        expect(declaration.roles.length, type).toBeGreaterThan(0);
        expect(z.toJSONSchema(declaration.schema, { io: 'input' }), type).toMatchObject({
          type: 'object',
          additionalProperties: false,
        });
      }
    },
  );
});

describe.each(DEFINITIONS)('$type', (definition) => {
  it('has a schema that converts to JSON Schema and takes no unknown field', () => {
    expect(z.toJSONSchema(definition.schema)).toMatchObject({ type: 'object', additionalProperties: false });
  });
  it('declares as personal only fields it has, with a subject it has', () => {
    const properties = propertiesOf(definition);
    for (const [field, subject] of Object.entries(definition.personal)) {
      expect(properties, field).toHaveProperty([field]);
      if (!subject.startsWith('$')) expect(properties, subject).toHaveProperty([subject]);
    }
  });
  it('declares every free text as personal, and hides none inside anything', () => {
    const texts = Object.entries(propertiesOf(definition))
      .filter(([, property]) => property.maxLength === FREE_TEXT_LENGTH)
      .map(([field]) => field);
    expect(texts.filter((field) => !(field in definition.personal))).toEqual([]);
    const anywhere = JSON.stringify(z.toJSONSchema(definition.schema)).split(`"maxLength":${FREE_TEXT_LENGTH}`);
    expect(anywhere.length - 1).toBe(texts.length);
  });
  it('has a stored example of every version', () => {
    const versions = EXAMPLES.filter((example) => example.type === definition.type).map(({ version }) => version);
    const expected = Array.from({ length: definition.version }, (_, index) => index + 1);
    expect([...new Set(versions)].sort((a, b) => a - b)).toEqual(expected);
  });
  it('reads its stored examples at the newest version', () => {
    for (const example of EXAMPLES.filter(({ type }) => type === definition.type)) {
      expect(definition.schema.safeParse(codec.reveal(codec.decode(example))).error).toBeUndefined();
    }
  });
  it('has examples whose personal fields are sealed, for the subject it declares', () => {
    const newest = (one: StoredEvent) => one.type === definition.type && one.version === definition.version;
    const examples = EXAMPLES.filter(newest);
    const aggregate = DOMAIN.aggregates.find(({ events }) => events.includes(definition))!;
    for (const [field, subjectField] of Object.entries(definition.personal)) {
      const given = examples.filter((example) => example.data[field] !== undefined);
      expect(given.length, field).toBeGreaterThan(0);
      for (const { data, streamId } of given) {
        const named = subjectField.startsWith('$') ? subjectField : data[subjectField];
        const subject = subjectField === '$stream' ? idInStream(aggregate.name, streamId) : named;
        expect(data[field]).toEqual({ $sealed: expect.any(String), subject });
      }
    }
  });
});

describe.each(DOMAIN.aggregates)('$name', (aggregate) => {
  const facts = examplesOf(aggregate).map((example) => codec.decode(example).event);

  it('takes any of its events in the initial state, and leaves that as it was', () => {
    const before = textOf(aggregate.initialState);
    for (const fact of facts) expect(aggregate.evolve(aggregate.initialState, fact), fact.type).toBeDefined();
    expect(textOf(aggregate.initialState)).toBe(before);
  });
  it('leaves every state it is given as it was', () => {
    let state: unknown = aggregate.initialState;
    for (const fact of facts) {
      const before = textOf(state);
      for (const next of facts) aggregate.evolve(state, next);
      expect(textOf(state), fact.type).toBe(before);
      state = aggregate.evolve(state, fact);
    }
  });
  it('takes any of its events in any state that others lead to', () => {
    let state: unknown = aggregate.initialState;
    for (const fact of [...facts, ...facts]) {
      for (const next of facts) expect(aggregate.evolve(state, next), `${fact.type}, ${next.type}`).toBeDefined();
      state = aggregate.evolve(state, fact);
    }
  });
  it('keeps no personal text in its state, sealed or not', () => {
    let state: unknown = aggregate.initialState;
    for (const fact of facts) {
      state = aggregate.evolve(state, fact);
      expect(textOf(state), fact.type).not.toContain('$sealed');
    }
  });
});

it('every command says which of its fields are sealed in what follows', () => {
  const personal = DOMAIN.aggregates.flatMap(({ commands }) =>
    Object.entries(commands).flatMap(([type, { personal: fields = [] }]) => fields.map((field) => `${type}.${field}`)),
  );
  const inEvents = new Set(DEFINITIONS.flatMap((definition) => Object.keys(definition.personal)));
  expect(personal).toContain('RecordWorkerDetails.dateOfBirth');
  expect(personal).toContain('PlanAction.action');
  expect(new Set(personal.map((field) => field.split('.')[1]))).toEqual(inEvents);
});
