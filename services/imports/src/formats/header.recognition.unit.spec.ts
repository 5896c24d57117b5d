import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileRefused, type FileProblem } from '../reading/file-problem.js';
import { recogniseKind } from './header.recognition.js';
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
    ['unexpected', [...policies, 'NOTE'], { missing: [], unexpected: ['NOTE'], misplaced: [] }],
    ['twice', [...policies, 'TOPIC'], { missing: [], unexpected: ['TOPIC'], misplaced: [] }],
    [
      'with a blank',
      ['POLICY ', ...policies.slice(1)],
      { missing: ['POLICY'], unexpected: ['POLICY '], misplaced: [] },
    ],
    [
      'misplaced',
      ['POLICY', 'ROLEPROFILE', 'VALUE', 'TOPIC', 'FROM', 'RECORDED'],
      { missing: [], unexpected: [], misplaced: ['VALUE', 'TOPIC'] },
    ],
  ])('%s: named, with the nearest kind', (_what, header, expected) => {
    expect(refusalOf(header)).toMatchObject({
      code: 'WRONG_COLUMNS',
      field: 'columns',
      columns: { nearestKind: 'policies', ...expected },
    });
  });

  it('of no kind at all name all kinds', () => {
    const problem = refusalOf(['Name', 'Date', 'Hours']);
    expect(problem.columns?.nearestKind).toBeUndefined();
    expect(problem.remedy).toContain('supervision');
  });

  it('separated by semicolons: says so', () => {
    expect(refusalOf(['POLICY;ROLEPROFILE;TOPIC']).message).toContain('“;”');
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
