import { OWN_LISTS, type CodeList } from '@praxis/domain';
import type { CommandDeclaration } from '@praxis/event-sourcing';
import { z } from 'zod';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-kind'?: string;
  readonly 'x-list'?: CodeList;
}

/** What stands in a text: by the name of its field, and its kind (see libs/domain/fields.ts); undefined: as it comes. */
export type TextOf = (field: string, kind: string | undefined) => unknown;

/** A body that a command's schema accepts, with every field in it and one item in every list. */
export function sampleBody({ schema }: CommandDeclaration, textOf: TextOf): Readonly<Record<string, unknown>> {
  return sample(z.toJSONSchema(schema, { io: 'input' }) as Schema, '', textOf) as Readonly<Record<string, unknown>>;
}

function sample(schema: Schema, field: string, textOf: TextOf): unknown {
  const { anyOf, properties, items } = schema;
  if (anyOf) {
    const member = anyOf.find(({ type }) => type !== 'null')!;
    return sample(member, field, textOf);
  }
  if (properties) {
    const members = Object.entries(properties).map(([name, member]) => [name, sample(member, name, textOf)]);
    return Object.fromEntries(members) as unknown;
  }
  if (items) return [sample(items, field, textOf)];
  return textOf(field, schema['x-kind']) ?? plain(schema);
}

function plain(schema: Schema): unknown {
  const list = schema['x-list'];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (list !== undefined) return list in OWN_LISTS ? OWN_LISTS[list as keyof typeof OWN_LISTS][0] : '1';
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  return schema.example ?? '1';
}
