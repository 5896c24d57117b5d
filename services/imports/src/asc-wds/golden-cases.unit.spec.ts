import { ASC_WDS_TRAINING_CATEGORIES } from '@praxis/frameworks';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_WORKER } from '../workforce/worker.picture.js';
import { compareStaff } from './staff.difference.js';
import { readStaffRow } from './staff.row.js';
import { readTrainingRow, type TrainingRow } from './training.row.js';
import { columnIndices, UploadCells } from './upload-cells.js';

/** The day on which the golden files were made: what lies in the future depends on it. */
const RUN_ON = '2026-11-21';
const PROVIDERS = new Set([1, 2, 999]);

interface GoldenFile {
  readonly base: Readonly<Record<string, string>>;
  readonly results: readonly {
    readonly case: string;
    readonly override: Readonly<Record<string, string>>;
    readonly parsed?: Readonly<Record<string, unknown>>;
    readonly findings: readonly { readonly kind: 'error' | 'warning'; readonly code: number }[];
  }[];
}

const GOLDEN = { training: golden('training'), worker: golden('worker') };
const DIFFERENCES = differences();

describe.each(['training', 'worker'] as const)('golden cases of the %s validator', (file) => {
  const { base, results } = GOLDEN[file];

  it.each(results.map((result) => [result.case, result] as const))('%s', (name, result) => {
    const { codes, parsed } = read(file, { ...base, ...result.override });
    const expected = codesOf(result.findings);
    const listed = DIFFERENCES.find((row) => row.file === file && row.name === name);
    if (listed) {
      expect(expected).toEqual(listed.reference);
      expect(codes).toEqual(listed.ours);
      return;
    }
    expect(codes).toEqual(expected);
    if (result.parsed) expect(inTheirTerms(parsed)).toEqual(withoutAbsent(result.parsed));
  });
});

describe('cases of docs/reference/asc-wds-differences.md beyond the golden files', () => {
  it.each(DIFFERENCES.filter(({ cells }) => cells !== undefined).map((row) => [row.name, row] as const))(
    '%s',
    (_name, { file, cells, ours }) => {
      expect(read(file, { ...GOLDEN[file].base, ...cells }).codes).toEqual(ours);
    },
  );

  it('names only golden cases that exist', () => {
    const named = DIFFERENCES.filter(({ cells }) => cells === undefined);
    expect(named.length).toBeGreaterThan(0);
    for (const { file, name } of named) {
      expect(GOLDEN[file].results.map((result) => result.case)).toContain(name);
    }
  });
});

function read(
  file: 'training' | 'worker',
  row: Readonly<Record<string, string>>,
): { readonly codes: readonly string[]; readonly parsed: Partial<TrainingRow> } {
  const cells = new UploadCells(columnIndices(Object.keys(row)), Object.values(row));
  const parsed = file === 'training' ? readTrainingRow(cells, { today: RUN_ON, providers: PROVIDERS }) : {};
  const staff = file === 'worker' ? readStaffRow(cells, { today: RUN_ON }) : undefined;
  const unknown = { then: UNKNOWN_WORKER, now: UNKNOWN_WORKER };
  const setting = { serviceId: 'home-a', isWithinService: () => true, received: RUN_ON, reference: 'HOME-A/W001' };
  const compared = staff ? compareStaff(staff, unknown, setting) : { errors: [], warnings: [] };
  const found = [...cells.errors, ...cells.warnings, ...compared.errors, ...compared.warnings];
  // What the bulk upload has no code for is told in words: a start that had to be assumed.
  const codes = found.map(({ code }) => code).filter((code) => /^[ew]\d/.test(code));
  return { codes: codes.toSorted(), parsed };
}

/** The parsed row as the reference gives it: other names, other words, the internal id of the category. */
function inTheirTerms(row: Partial<TrainingRow>): Readonly<Record<string, unknown>> {
  const category = ASC_WDS_TRAINING_CATEGORIES.find(({ code }) => code === row.category);
  const accredited = { yes: 'Yes', no: 'No', 'not-known': "Don't know" };
  const delivery = { 'in-house': 'In-house staff', external: 'External provider' };
  const mode = { 'face-to-face': 'Face to face', 'e-learning': 'E-learning' };
  return withoutAbsent({
    trainingCategory: { id: category?.id ?? null },
    completed: row.completedOn,
    expires: row.expiresOn,
    title: row.title,
    notes: row.notes,
    accredited: row.accredited && accredited[row.accredited],
    deliveredBy: row.delivery && delivery[row.delivery],
    trainingProviderFk: row.provider,
    howWasItDelivered: row.mode && mode[row.mode],
    doesNotExpire: row.doesNotExpire,
    validityPeriodInMonth: row.validMonths,
  });
}

/** They tell "blank" from "no" only where VALIDITY is filled; we always say whether it expires. */
function withoutAbsent(parsed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parsed).filter(([, value]) => value !== undefined && value !== null && value !== false),
  );
}

function codesOf(findings: GoldenFile['results'][number]['findings']): readonly string[] {
  return findings.map(({ kind, code }) => `${kind === 'error' ? 'e' : 'w'}${code}`).toSorted();
}

function golden(name: string): GoldenFile {
  const url = new URL(`../../../../tests/fixtures/asc-wds/${name}-validator-golden.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as GoldenFile;
}

interface DifferenceRow {
  readonly file: 'training' | 'worker';
  readonly name: string;
  /** Undefined for a golden case. */
  readonly cells: Readonly<Record<string, string>> | undefined;
  readonly reference: readonly string[];
  readonly ours: readonly string[];
}

function differences(): readonly DifferenceRow[] {
  const url = new URL('../../../../docs/reference/asc-wds-differences.md', import.meta.url);
  const table = readFileSync(url, 'utf8').split('<!-- cases -->')[1]!.split('<!-- /cases -->')[0]!;
  const codes = (cell: string) => (cell === '–' ? [] : cell.split(', ').toSorted());
  return table
    .split('\n')
    .filter((line) => line.startsWith('| training') || line.startsWith('| worker'))
    .map((line) => {
      const [, file, name, cells, reference, ours] = line.split('|').map((cell) => cell.trim()) as string[];
      const overridden = cells === 'golden' ? undefined : Object.fromEntries([cells!.split('=')]);
      return { file, name, cells: overridden, reference: codes(reference!), ours: codes(ours!) } as DifferenceRow;
    });
}
