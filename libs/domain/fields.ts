import type { JsonObject } from '@praxis/event-sourcing';
import { z } from 'zod';
import type { CodeList } from './code-lists.js';

/**
 * What kind of text a field holds. Every text in an event is a day, one of a fixed set of words, or one of these; only
 * `personal` is sealed, and the others are readable by whoever reads the log: a spec over all events holds that.
 */
export const TEXT_KINDS = [
  /** Free text: sealed, for the person or the organisation that the event declares. */
  'personal',
  /** Of a worker: made here, or a keyed pseudonym. */
  'worker-id',
  /** Of a record about somebody or about work: made here, or a keyed pseudonym. */
  'record-id',
  /** A name that the organisation gives to reference data, as it stands in addresses: a unit, a programme, a framework. */
  'reference-id',
  /** A short label of reference data. */
  'label',
  /** Of one of the lists in code-lists.ts. */
  'code',
  /** Of a published framework: its version, its elements. */
  'framework-code',
  /** An IANA name. */
  'time-zone',
  /** The number of a place in a regulator's public register. */
  'register-number',
] as const;
type TextKind = (typeof TEXT_KINDS)[number];

/** Under which a schema says what kind of text it is, and of which list a code; OpenAPI shows both. */
const KIND = 'x-kind';
const LIST = 'x-list';

const kind = (of: TextKind, more: Readonly<Record<string, unknown>> = {}) => ({ [KIND]: of, ...more });

/** Lower-case letters, digits and dashes, so that ids are safe in streams and URLs. */
const idText = () =>
  z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be 1–80 lower-case letters, digits and dashes');
const codeText = () => z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'must be a code of up to 40 characters');

/** A keyed pseudonym, or what the training records of an upload are called: by topic, day and number. */
const PSEUDONYM = /^(?:[a-z]-[a-z2-7]{26}|asc-\d{1,4}-(?:\d{4}-\d{2}-\d{2}|undated)-\d{1,6})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether an id was made here out of what a source calls something. */
export function isPseudonym(id: string): boolean {
  return PSEUDONYM.test(id);
}

/** Whether an id was made by a machine, and so can say nothing about anybody. */
export function isMadeHere(id: string): boolean {
  return isPseudonym(id) || UUID.test(id);
}

export const workerId = () => idText().meta(kind('worker-id', { example: 'w-2hre6bztnrbljgwys635lwzapw' }));
export const recordId = () => idText().meta(kind('record-id', { example: '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e10' }));
export const referenceId = () => idText().meta(kind('reference-id', { example: 'meadow-view' }));
/** Of an indicator, unique within its unit. */
export const indicatorCode = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1–40 lower-case letters, digits and dashes')
    .meta(kind('reference-id', { example: 'falls' }));

/** What evidence is found under: a record of this installation, or the keyed pseudonym of what a source calls it. */
export const evidenceReference = () =>
  z
    .string()
    .refine(isMadeHere, 'must be the id of a record here, or a pseudonym')
    .meta(kind('record-id', { example: 'e-2hre6bztnrbljgwys635lwzapw' }));

/** Whether the code is in the list is judged where commands come in: the organisation can add to some lists. */
export const codeOf = (list: CodeList) => codeText().meta(kind('code', { [LIST]: list }));
/** Of something that is on record already, and may be from before its code was of a list. */
export const recordedCode = () => codeText().meta(kind('code'));
export const frameworkCode = () => codeText().meta(kind('framework-code', { example: '1.3' }));

/** Of CQC, Ofsted or Care Inspectorate Wales. */
export const registerNumber = () =>
  z
    .string()
    .regex(/^(?:\d-\d{3,12}|(?:SC|EY|VC|CF)\d{6}|SIN-\d{8}-[A-Z]{4})$/, 'must be a number of a public register')
    .meta(kind('register-number', { example: '1-000000001' }));

/** `YYYY-MM-DD`, a day that exists and that the tables can hold (ClickHouse's Date32). */
export const day = () =>
  z.iso
    .date()
    .refine((text) => text >= '1900-01-01' && text <= '2299-12-31', 'must be a day from 1900 to 2299')
    .meta({ example: '2026-03-31' });

export const minutes = () => z.int().min(0).max(60_000);
export const count = () => z.int().min(0).max(1_000_000_000);

/** A short label of reference data (a unit, a programme): not about a person, never sent to analytics. */
export const label = () => z.string().trim().min(1).max(120).meta(kind('label'));

/** Shorter words are part of too much else. */
const SHORTEST_NAME = 3;

/** The words of a name, or of a label, by which it is told whether one holds the other. */
export function nameWords(text: string): readonly string[] {
  const words =
    text
      .normalize('NFKC')
      .toLocaleLowerCase('en-GB')
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => word.length >= SHORTEST_NAME);
}

/** Free text. Always declared personal by the event that carries it: somebody's, or the organisation's. */
export const freeText = () => z.string().trim().min(1).max(4000).meta(kind('personal'));

/** Whose the texts are that belong to the organisation: they do not die with who wrote them down. */
export const ORGANISATION_KEY = '$organisation';

/** For a version that changed nothing in what is read, such as whom a text is sealed for. */
export const asBefore = (data: JsonObject): JsonObject => data;

/** Names of the fields of an object that hold personal text. */
export function personalFieldsOf(schema: z.ZodType): readonly string[] {
  return fieldsOfKind(schema, 'personal').map(({ field }) => field);
}

/** The fields of an object that hold codes, or lists of them, and of which list. */
export function codeFieldsOf(schema: z.ZodType): readonly { readonly field: string; readonly list: CodeList }[] {
  return fieldsOfKind(schema, 'code').flatMap(({ field, meta }) =>
    meta[LIST] === undefined ? [] : [{ field, list: meta[LIST] as CodeList }],
  );
}

/** The fields of an object that hold texts of a kind, or lists of them. */
export function fieldsOfKind(schema: z.ZodType, of: TextKind) {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
    .map(([field, member]) => ({ field, meta: innermost(member).meta() ?? {} }))
    .filter(({ meta }) => meta[KIND] === of);
}

function innermost(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodArray;
  return wrapped ? innermost(schema.unwrap() as z.ZodType) : schema;
}

export const LEADERSHIP_LEVELS = [
  'front-line-worker',
  'front-line-leader',
  'operational-leader',
  'strategic-leader',
] as const;
export const leadershipLevel = () => z.enum(LEADERSHIP_LEVELS);

/** 1–4 on the rating scale; *not applicable* and *not assessed* are never ratings. */
export const rating = () => z.int().min(1).max(4);

export const elementReference = () => z.strictObject({ frameworkId: referenceId(), element: frameworkCode() });

export const RATING_SOURCES = ['self', 'manager', 'agreed'] as const;
export const CONTRACTS = ['permanent', 'temporary', 'bank', 'agency', 'other'] as const;
