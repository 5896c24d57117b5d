import type { EventDefinition } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day, freeText, recordId, TEXT_KINDS } from './fields.js';
import { DOMAIN } from './index.js';

interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-kind'?: string;
  readonly 'x-list'?: string;
}

interface Text {
  /** `elements[].element` */
  readonly path: string;
  readonly kind: string | undefined;
  readonly list: string | undefined;
}

/** The texts that a schema takes, days and fixed words apart. */
function textsOf(schema: z.ZodType): readonly Text[] {
  return textsIn(z.toJSONSchema(schema, { io: 'input' }) as Schema, '');
}

function textsIn(schema: Schema, path: string): readonly Text[] {
  const { properties = {}, items, anyOf = [], 'x-kind': kind, 'x-list': list } = schema;
  const within = [
    ...Object.entries(properties).flatMap(([name, member]) => textsIn(member, path === '' ? name : `${path}.${name}`)),
    ...(items ? textsIn(items, `${path}[]`) : []),
    ...anyOf.flatMap((member) => textsIn(member, path)),
  ];
  const isFixed = schema.enum !== undefined || schema.const !== undefined || schema.format === 'date';
  return [schema.type].flat().includes('string') && !isFixed ? [...within, { path, kind, list }] : within;
}

/** A sentence for each text of which nothing says why it may be readable. */
function unsaid(what: string, schema: z.ZodType, personal: readonly string[]): readonly string[] {
  return textsOf(schema).flatMap(({ path, kind }) => {
    if (!TEXT_KINDS.some((known) => known === kind)) {
      return [`${what}.${path} takes any text: use one of the fields of libs/domain/fields.ts`];
    }
    if ((kind === 'personal') === personal.includes(path)) return [];
    return [`${what}.${path} is free text: declare it personal, with the person it is about`];
  });
}

const EVENTS: readonly EventDefinition[] = DOMAIN.events;
const COMMANDS = DOMAIN.aggregates.flatMap(({ name, commands }) =>
  Object.entries(commands).map(([type, { schema, personal = [] }]) => ({ type: `${name}.${type}`, schema, personal })),
);

describe('every text', () => {
  it.each(EVENTS)('of $type is sealed, a day, a code, a label, or the id of something', (definition) => {
    expect(unsaid(definition.type, definition.schema, Object.keys(definition.personal))).toEqual([]);
  });
  it.each(COMMANDS)('of $type is of a kind that may be readable, or is sealed', ({ type, schema, personal }) => {
    expect(unsaid(type, schema, personal)).toEqual([]);
  });
  it.each(COMMANDS)('of $type that is a code stands where its list is asked', ({ type, schema }) => {
    const coded = textsOf(schema).filter(({ list }) => list !== undefined);
    const deep = coded.filter(({ path }) => !/^\w+(\[\])?$/.test(path));
    expect(
      deep.map(({ path }) => path),
      `${type}: codeFieldsOf in fields.ts looks at the fields of the command and no deeper`,
    ).toEqual([]);
  });
});

describe('a text that somebody adds without a thought', () => {
  it('is told, and what to do', () => {
    const schema = z.strictObject({ on: day(), id: recordId(), kind: z.enum(['a', 'b']), note: z.string() });
    expect(unsaid('NoteTaken', schema, [])).toEqual([
      'NoteTaken.note takes any text: use one of the fields of libs/domain/fields.ts',
    ]);
  });
  it('is found within lists and objects, and behind null', () => {
    const inner = z.strictObject({ name: z.string().nullable() });
    const schema = z.strictObject({ people: z.array(inner), tags: z.array(z.string()).optional() });
    expect(unsaid('TeamNamed', schema, [])).toHaveLength(2);
  });
  it('is told when it is free text and nobody’s', () => {
    expect(unsaid('NoteTaken', z.strictObject({ note: freeText() }), [])).toEqual([
      'NoteTaken.note is free text: declare it personal, with the person it is about',
    ]);
  });
  it('has a kind of its own only where one of the fields has it', () => {
    const used = new Set([...EVENTS, ...COMMANDS].flatMap(({ schema }) => textsOf(schema).map(({ kind }) => kind)));
    expect([...used].toSorted()).toEqual([...TEXT_KINDS].toSorted());
  });
});
