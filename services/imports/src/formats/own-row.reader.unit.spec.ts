import { aggregateNamed } from '@praxis/domain';
import { describe, expect, it } from 'vitest';
import { Identities } from '../identity/identities.js';
import { IdentityRegister } from '../identity/identity.register.js';
import { learningFormat } from './learning.format.js';
import { columnNames } from './own-formats.js';
import type { OwnFormat } from './own-format.js';
import { OwnRowReader } from './own-row.reader.js';
import { supervisionFormat } from './supervision.format.js';
import { optional, text } from './cell.fields.js';

const pseudonymise = (prefix: string, given: string) => `${prefix[0]}-${Buffer.from(given).toString('hex')}`;
const nobody = new IdentityRegister({ codec: undefined as never, pseudonym: pseudonymise });

/** The learning format as a later release might have it. */
const LATER: OwnFormat = {
  ...learningFormat,
  version: 3,
  columns: [...learningFormat.columns, ['VENUE', 'Where.', 2], ['TRAINER', 'By whom.', 3]],
  facts: {
    ...learningFormat.facts,
    logged: {
      ...learningFormat.facts['logged']!,
      // Fields of the command that are there already: the format grows, the command need not.
      fields: {
        ...learningFormat.facts['logged']!.fields,
        title: optional(text('VENUE')),
        extra: optional(text('TRAINER')),
      },
    },
  },
};

const ROW: Readonly<Record<string, string>> = {
  WORKPLACE: 'HOME-A',
  WORKER: 'W001',
  FACT: 'logged',
  ENTRY: 'e-1',
  DATE: '2026-03-31',
  KIND: 'course',
  PLANNED: 'yes',
  RECORDED: '2026-04-01',
};

type Cells = Readonly<Record<string, string>>;

function newReader(format: OwnFormat, header: readonly string[], identities = new Identities(nobody, pseudonymise)) {
  const aggregate = aggregateNamed(format.aggregate);
  const ids = { organisationId: 'main', pseudonymise, identities, heldRecords: new Map() };
  return new OwnRowReader({ format, aggregate, ...ids, today: '2026-06-30' }, header, ',');
}

function read(format: OwnFormat, header: readonly string[], cells: Cells) {
  return newReader(format, header).readRow({ row: 2, cells: header.map((name) => cells[name] ?? '') });
}

const identityOf = (format: OwnFormat, header: readonly string[], cells: Cells) =>
  read(format, header, cells).placed?.item.identity;

describe('what makes a row of a file the same row later', () => {
  const header = columnNames(learningFormat);
  const now = identityOf(learningFormat, header, ROW);

  it('is every cell of the first version, in its order', () => {
    expect(now).toEqual(header.map((name) => ROW[name] ?? ''));
  });
  it('does not depend on the order of columns, nor on blank ones between them', () => {
    expect(identityOf(learningFormat, header.toReversed(), ROW)).toEqual(now);
    expect(identityOf(learningFormat, ['', ...header, ''], ROW)).toEqual(now);
  });
  it('is the same without the column RECORDED as with it and blank', () => {
    const { RECORDED: _recorded, ...row } = ROW;
    const blank = identityOf(learningFormat, header, row);
    expect(blank).toContain('');
    const without = header.filter((name) => name !== 'RECORDED');
    expect(identityOf(learningFormat, without, row)).toEqual(blank);
    expect(read(learningFormat, without, row)).toMatchObject({ errors: [], placed: { item: { recorded: undefined } } });
  });
  it('does not depend on how a day is written', () => {
    expect(identityOf(learningFormat, header, { ...ROW, DATE: '31/03/2026', RECORDED: '1/4/2026' })).toEqual(now);
  });
  it('stays when a later version brings columns, whether the file has them or leaves them blank', () => {
    expect(identityOf(LATER, header, ROW)).toEqual(now);
    expect(identityOf(LATER, [...header, 'VENUE'], ROW)).toEqual(now);
    expect(identityOf(LATER, columnNames(LATER), ROW)).toEqual(now);
  });
  it('is another where one of those columns says something', () => {
    const venue = identityOf(LATER, columnNames(LATER), { ...ROW, VENUE: 'hall' });
    expect(venue).toEqual([...now!, 'VENUE', 'hall']);
    expect(identityOf(LATER, [...header, 'VENUE'], { ...ROW, VENUE: 'hall' })).toEqual(venue);
  });
});

describe('a filled cell in a column without a name', () => {
  it('is an error: it would be lost', () => {
    const header = [...columnNames(learningFormat).slice(0, 3), '', ...columnNames(learningFormat).slice(3)];
    expect(read(learningFormat, header, { ...ROW, '': 'a note' }).errors).toMatchObject([{ code: 'COLUMN_NOT_USED' }]);
  });
});

describe('a row without a name, about a record that rows before it are held for', () => {
  const OF_ERASED: Cells = { FACT: 'agreement-changed', SUPERVISEE: 'like-erased' };
  const OF_KNOWN: Cells = { FACT: 'agreement-changed', SUPERVISOR: 'like-known' };
  const ENDED: Cells = { FACT: 'agreement-ended', REASON: 'left' };

  /** Whether each of the rows is held, and for whom. */
  function heldIn(...rows: readonly Cells[]) {
    const asks = (id: string) => ({
      questions:
        id === 'like-erased'
          ? [{ about: 'worker', id, knownId: 'w-erased', isErased: true }]
          : id === 'like-known'
            ? [{ about: 'worker', id, knownId: 'w-known' }]
            : [],
    });
    const worker = (_workplace: string, id: string) => ({ id, ...asks(id) });
    const identities = { person: (id: string) => worker('', id), worker } as unknown as Identities;
    const header = columnNames(supervisionFormat);
    const reader = newReader(supervisionFormat, header, identities);
    const common: Cells = { AGREEMENT: 'sv-1', DATE: '2026-03-31', RECORDED: '2026-04-01', WORKPLACE: 'HOME-A' };
    const terms: Cells = { SUPERVISOR: 'w-002', KIND: 'line', INTERVALDAYS: '42', RECORDDAYS: '5' };
    return rows.map((row, at) => {
      const cells: Cells = { ...common, ...(row['FACT'] === 'agreement-changed' ? terms : {}), ...row };
      const { errors, held } = reader.readRow({ row: at + 2, cells: header.map((name) => cells[name] ?? '') });
      expect(errors).toEqual([]);
      return held && (held.forSteward ? 'for the steward' : 'for all');
    });
  }

  it('is told of to the steward alone where only who was erased is asked about', () => {
    expect(heldIn(OF_ERASED, ENDED)).toEqual(['for the steward', 'for the steward']);
    expect(heldIn(ENDED, OF_ERASED)).toEqual([undefined, 'for the steward']);
  });

  it('was told of to nobody else where somebody else is asked about as well', () => {
    expect(heldIn(OF_ERASED, OF_KNOWN, ENDED)).toEqual(['for the steward', 'for all', 'for all']);
    expect(heldIn(OF_KNOWN, OF_ERASED, ENDED)).toEqual(['for all', 'for the steward', 'for all']);
  });
});

it.each([
  ['1899-12-31', ['NOT_A_DAY']],
  ['1900-01-01', []],
  ['2300-01-01', ['NOT_A_DAY']],
])('a row that says it was recorded on %s', (RECORDED, codes) => {
  const header = columnNames(learningFormat);
  expect(read(learningFormat, header, { ...ROW, RECORDED }).errors.map(({ code }) => code)).toEqual(codes);
});

it.each([
  ['1899-12-31', ['NOT_ACCEPTED']],
  ['1900-01-01', []],
  ['2299-12-31', []],
  ['2300-01-01', ['NOT_ACCEPTED']],
])('a row about %s', (DATE, codes) => {
  const header = columnNames(learningFormat);
  expect(read(learningFormat, header, { ...ROW, DATE }).errors.map(({ code }) => code)).toEqual(codes);
});
