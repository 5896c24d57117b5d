import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileRefused, type FileProblem } from '../reading/file-problem.js';
import { isOwnHeader, recogniseKind } from './header.recognition.js';
import { policiesFormat } from './organisation.format.js';
import type { OwnFormat } from './own-format.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

const FIXTURES = new URL('../../../../tests/fixtures/asc-wds/', import.meta.url);

describe('recognising a file by its columns', () => {
  it.each(OWN_FORMATS.map((format) => [format.kind, format] as const))('%s', (kind, format) => {
    expect(recogniseKind(columnNames(format))).toBe(kind);
  });

  it.each(['workplace', 'staff', 'training'])('ASC-WDS %s of 2026', (kind) => {
    expect(recogniseKind(headerOf(`current-2026/${kind}.csv`))).toBe(kind);
  });

  it.each([
    ['another pair of qualifications', [], ['QUALACH04', 'QUALACH04NOTES']],
    ['a changed id', ['CHGUNIQUEWRKID'], []],
    ['a transfer', ['TRANSFERSTAFFRECORD'], []],
    ['both, and more pairs', ['CHGUNIQUEWRKID', 'TRANSFERSTAFFRECORD'], ['QUALACH04', 'QUALACH04NOTES']],
  ])('staff with columns for %s', (_what, afterIds, atEnd) => {
    const header = headerOf('current-2026/staff.csv');
    expect(recogniseKind([...header.slice(0, 2), ...afterIds, ...header.slice(2), ...atEnd])).toBe('staff');
  });

  it.each([
    ['half a pair', ['QUALACH04']],
    ['a pair out of turn', ['QUALACH05', 'QUALACH05NOTES']],
  ])('staff with %s is refused', (_what, atEnd) => {
    const problem = refusalOf([...headerOf('current-2026/staff.csv'), ...atEnd]);
    expect(problem).toMatchObject({ code: 'WRONG_COLUMNS', columns: { nearestKind: 'staff', unexpected: atEnd } });
  });

  it.each([
    ['workplace', 'org-test'],
    ['staff', 'staff-test'],
  ])('names the %s layout of 2019, and does not take it', (kind, file) => {
    const problem = refusalOf(headerOf(`historic-2019/${file}.csv`));
    expect(problem).toMatchObject({ code: 'HISTORIC_LAYOUT', field: 'columns' });
    expect(problem.message).toContain(`${kind} file in the layout of 2019`);
  });
});

describe('wrong columns', () => {
  const policies = ['POLICY', 'ROLEPROFILE', 'TOPIC', 'VALUE', 'FROM', 'RECORDED'];

  it.each([
    ['missing', policies.filter((column) => column !== 'TOPIC'), { missing: ['TOPIC'], unexpected: [], misplaced: [] }],
    ['unexpected', [...policies, 'TITLE'], { missing: [], unexpected: ['TITLE'], misplaced: [] }],
    ['twice', [...policies, 'TOPIC'], { missing: [], unexpected: ['TOPIC'], misplaced: [] }],
    [
      'with a blank',
      ['POLICY ', ...policies.slice(1)],
      { missing: ['POLICY'], unexpected: ['POLICY '], misplaced: [] },
    ],
  ])('%s: named, with the nearest kind', (_what, header, expected) => {
    expect(refusalOf(header)).toMatchObject({
      code: 'WRONG_COLUMNS',
      field: 'columns',
      columns: { nearestKind: 'policies', ...expected },
    });
  });

  it.each([
    ['of a file without a header', 'Jane Planted Smith', 'column 7 (G)'],
    ['that is no name of a column', 'COLOUR', 'column 7 (G)'],
    ['that is short and almost one', 'Dale', 'column 7 (G)'],
    ['that is one of another kind of file', 'UNIQUEWORKERID', 'UNIQUEWORKERID'],
    ['with a letter too few', 'RECORED', 'RECORED'],
    ['with a letter too many', 'RECORDEDD', 'RECORDEDD'],
    ['with another letter', 'RECORDET', 'RECORDET'],
    ['with two letters swapped', 'RECODRED', 'RECODRED'],
    ['written with a blank and small letters', 'Role profile', 'Role profile'],
    ['with two letters too few', 'RECORD', 'column 7 (G)'],
    ['that is blank', ' ', ' '],
  ])(
    'a cell of row 1 %s was repeated whole: it is told by its place unless it is a column’s name',
    (_what, cell, told) => {
      const problem = refusalOf([...policies, cell]);
      expect(problem.columns?.unexpected).toEqual([told]);
      if (told !== cell) expect(JSON.stringify(problem)).not.toContain(cell);
    },
  );

  it('far to the right are told as a spreadsheet names them', () => {
    const header = headerOf('current-2026/staff.csv');
    for (const [index, name] of [
      [25, 'Z'],
      [26, 'AA'],
      [40, 'AO'],
    ] as const) {
      const changed = header.with(index, 'Jane Planted Smith');
      expect(refusalOf(changed).columns?.unexpected).toEqual([`column ${index + 1} (${name})`]);
    }
  });

  it('of no kind at all name all kinds', () => {
    const problem = refusalOf(['Name', 'Date', 'Hours']);
    expect(problem.columns?.nearestKind).toBeUndefined();
    expect(problem.remedy).toContain('supervision');
  });

  it('of an ASC-WDS file out of their order are named', () => {
    const header = headerOf('current-2026/training.csv');
    const swapped = [header[1]!, header[0]!, ...header.slice(2)];
    expect(refusalOf(swapped).columns).toMatchObject({ misplaced: ['UNIQUEWORKERID', 'LOCALESTID'] });
  });

  it('separated by something else: says so', () => {
    expect(refusalOf(['POLICY|ROLEPROFILE|TOPIC']).message).toContain('“|”');
  });

  it('that are a title above the header were called separated by blanks', () => {
    expect(refusalOf(['Learning log of Zoë Planted']).message).toBe(
      'The columns are not those of any kind of file that is taken.',
    );
    expect(refusalOf(['POLICY ROLEPROFILE TOPIC VALUE']).message).toContain('“ ”');
  });

  it('that are no header but somebody’s data are not repeated', () => {
    const problem = refusalOf(['HOME-A', 'W001', 'Zoë Planted', '10/12/1982', 'AB123456C']);
    expect(JSON.stringify(problem)).not.toMatch(/Planted|1982|AB1234|W001/);
  });
});

describe('columns by their names', () => {
  const policies = ['POLICY', 'ROLEPROFILE', 'TOPIC', 'VALUE', 'FROM', 'RECORDED'];

  it('may stand in any order, and with blank columns between them', () => {
    expect(recogniseKind(policies.toReversed())).toBe('policies');
    expect(recogniseKind(['', ...policies.slice(0, 3), '', ...policies.slice(3)])).toBe('policies');
  });

  it('of a later version may be there or not', () => {
    const later: OwnFormat = {
      ...policiesFormat,
      version: 2,
      columns: [...policiesFormat.columns, ['NOTE', 'A note.', 2]],
    };
    expect(isOwnHeader(later, policies)).toBe(true);
    expect(isOwnHeader(later, [...policies, 'NOTE'])).toBe(true);
    expect(isOwnHeader(later, [...policies.slice(1), 'NOTE'])).toBe(false);
    expect(isOwnHeader(policiesFormat, [...policies, 'NOTE'])).toBe(false);
  });

  it('without RECORDED, which may be blank in every row, were refused', () => {
    for (const format of OWN_FORMATS) {
      expect(recogniseKind(columnNames(format).filter((name) => name !== 'RECORDED'))).toBe(format.kind);
    }
  });

  it.each(OWN_FORMATS.flatMap(({ kind, columns }) => columns.map(([name]) => [kind, name] as const)))(
    '%s: %s is not left out because its name is misspelt, nor are others but RECORDED left out',
    (kind, name) => {
      const columns = columnNames(OWN_FORMATS.find((format) => format.kind === kind)!);
      const misspelt = `${name}S`;
      const { unexpected } = refusalOf(columns.with(columns.indexOf(name), misspelt)).columns!;
      expect(unexpected).toHaveLength(1);
      if (name === 'RECORDED') return;
      expect(refusalOf(columns.filter((one) => one !== name)).columns!.missing).toEqual([name]);
    },
  );

  it('of one format’s first version are never all those of another', () => {
    for (const one of OWN_FORMATS) {
      const header = one.columns
        .filter(([name, , since = 1]) => since === 1 && name !== 'RECORDED')
        .map(([name]) => name);
      expect(OWN_FORMATS.filter((other) => isOwnHeader(other, header)).map(({ kind }) => kind)).toEqual([one.kind]);
    }
  });
});

function headerOf(path: string): readonly string[] {
  return readFileSync(new URL(path, FIXTURES), 'utf8').split(/\r?\n/)[0]!.split(',');
}

function refusalOf(header: readonly string[]): FileProblem {
  try {
    recogniseKind(header);
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
  throw new Error('the header was recognised');
}
