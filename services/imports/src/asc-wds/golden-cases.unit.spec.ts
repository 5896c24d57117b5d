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

/** What the validator found, by cell, in a clean row in which other cells were given. */
interface SingleCells {
  readonly given: Readonly<Record<string, string>>;
  readonly column: string;
  readonly found: Readonly<Record<string, readonly string[]>>;
}

const FILES = ['training', 'worker'] as const;
const GOLDEN = { training: golden<GoldenFile>('training-validator'), worker: golden<GoldenFile>('worker-validator') };
const SINGLE_CELLS = golden<Record<(typeof FILES)[number], readonly SingleCells[]>>('single-cells');
const DOCUMENTED = documented();

describe.each(FILES)('golden cases of the %s validator', (file) => {
  const { base, results } = GOLDEN[file];

  it.each(results.map((result) => [result.case, result] as const))(
    '%s',
    (_name, { override, findings, parsed: theirs }) => {
      const { codes, parsed } = read(file, { ...base, ...override });
      const [[column, cell] = []] = Object.entries(override);
      const expected = codesOf(findings);
      if (DOCUMENTED.includes(differenceOf(file, {}, column ?? '', cell ?? '', expected, codes))) return;
      expect(codes).toEqual(expected);
      if (theirs) expect(inTheirTerms(parsed)).toEqual(withoutAbsent(theirs));
    },
  );
});

describe('docs/reference/asc-wds-differences.md', () => {
  it.each(FILES)('%s: says of every cell that is judged otherwise than there, and of no other', (file) => {
    const { base } = GOLDEN[file];
    const differences: string[] = [];
    for (const { given, column, found } of SINGLE_CELLS[file]) {
      for (const [theirs, cells] of Object.entries(found)) {
        for (const cell of cells) {
          const { codes } = read(file, { ...base, ...given, [column]: cell });
          const expected = theirs.split(' ').filter((code) => code !== '');
          if (codes.join() !== expected.join()) {
            differences.push(differenceOf(file, given, column, cell, expected, codes));
          }
        }
      }
    }
    expect(DOCUMENTED.filter((line) => line.startsWith(`${file} |`)).toSorted()).toEqual(differences.toSorted());
  });

  it('tries every column of the files that is read', () => {
    for (const file of FILES) {
      const tried = new Set(SINGLE_CELLS[file].map(({ column }) => column));
      for (const column of Object.keys(GOLDEN[file].base)) {
        expect(tried, column).toContain(/^QUALACH03NOTES|^QUALACH02NOTES/.test(column) ? 'QUALACH01NOTES' : column);
      }
    }
  });
});

/** One line of the document, for one cell. */
function differenceOf(
  file: string,
  given: Readonly<Record<string, string>>,
  column: string,
  cell: string,
  theirs: readonly string[],
  ours: readonly string[],
): string {
  const others = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  const text = cell.replace(/^(.)\1{19,}$/, (all) => `${all.length} × x`);
  return [file, others.join(', '), column, text, theirs.join(', '), ours.join(', ')].join(' | ');
}

function read(
  file: (typeof FILES)[number],
  row: Readonly<Record<string, string>>,
): { readonly codes: readonly string[]; readonly parsed: Partial<TrainingRow> } {
  const cells = new UploadCells(columnIndices(Object.keys(row)), Object.values(row));
  const parsed = file === 'training' ? readTrainingRow(cells, { today: RUN_ON, providers: PROVIDERS }) : {};
  const staff = file === 'worker' ? readStaffRow(cells, { today: RUN_ON }) : undefined;
  const unknown = { then: UNKNOWN_WORKER, now: UNKNOWN_WORKER };
  const asking = { actor: { id: 'data-steward', role: 'data-steward' }, isTrial: false };
  const setting = {
    serviceId: 'home-a',
    isWithinService: () => true,
    received: RUN_ON,
    reference: 'HOME-A/W001',
    asking,
  };
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

function golden<Content>(name: string): Content {
  const url = new URL(`../../../../tests/fixtures/asc-wds/${name}-golden.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Content;
}

/** A line for every cell that the document names. */
function documented(): readonly string[] {
  const url = new URL('../../../../docs/reference/asc-wds-differences.md', import.meta.url);
  const table = readFileSync(url, 'utf8').split('<!-- cells -->')[1]!.split('<!-- /cells -->')[0]!;
  const said = (cell: string) => (cell === '–' ? '' : cell);
  return table
    .split('\n')
    .filter((line) => FILES.some((file) => line.startsWith(`| ${file} |`)))
    .flatMap((line) => {
      const [, file, given, column, cells, theirs, ours, why] = line.split('|').map((text) => text.trim()) as string[];
      expect(why, line).not.toBe('');
      return [...cells!.matchAll(/`([^`]*)`/g)].map(([, cell]) =>
        [file, said(given!), column, cell, said(theirs!), said(ours!)].join(' | '),
      );
    });
}
