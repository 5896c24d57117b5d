import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { LEADERSHIP_FRAMEWORK } from '@praxis/frameworks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMNS } from './csv/columns.js';
import { OutputNotEmpty } from './csv/output-folder.js';
import { generateProvider } from './generate-provider.js';
import { generated, type Generated } from './testing/generated.js';

const UNTIL = '2026-10-31';

describe('the generated provider', () => {
  let provider: Generated;
  beforeAll(async () => {
    provider = await generated({ seed: 2026 });
  });
  afterAll(() => provider.remove());

  it('is as large as described', () => {
    const { manifest } = provider;
    expect(manifest.workers).toBeGreaterThan(270);
    expect(manifest.workers).toBeLessThan(380);
    expect(manifest.rows).toBeGreaterThan(85_000);
    expect(manifest.rows).toBeLessThan(125_000);
    const teams = provider.rows('organisation').filter(({ KIND }) => KIND === 'team');
    expect(teams).toHaveLength(20);
  });

  it('has the published header in every file, and as many rows as its manifest says', () => {
    for (const { path, kind, rows, sha256 } of provider.manifest.files) {
      expect(provider.header(path), path).toEqual(COLUMNS[kind]);
      const bytes = readFileSync(join(provider.folder, path));
      expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(sha256);
      expect(bytes.toString('utf8').split('\r\n').length - 2, path).toBe(rows);
    }
  });

  it('names every file once in the order of loading', () => {
    const loaded = provider.manifest.loadingOrder.map(({ path }) => path);
    expect(loaded.toSorted()).toEqual(provider.manifest.files.map(({ path }) => path).toSorted());
  });

  it('records nothing before it happened, and nothing after the last day', () => {
    const kinds = ['organisation', 'role-profiles', 'assignments', 'learning', 'supervision', 'ratings'] as const;
    const services = ['checklist', 'indicators', 'improvements'] as const;
    for (const kind of [...kinds, ...services]) {
      for (const row of provider.rows(kind)) {
        if (!(row.DATE <= row.RECORDED && row.RECORDED <= UNTIL)) throw new Error(`${kind}: ${JSON.stringify(row)}`);
      }
    }
    expect(provider.rows('indicators').every(({ PERIODEND }) => PERIODEND <= UNTIL)).toBe(true);
  });

  it('has late records: most within a fortnight, a tail of months', () => {
    const lags = provider
      .rows('supervision')
      .filter(({ FACT }) => FACT === 'session-held')
      .map(({ DATE, RECORDED }) => (Date.parse(RECORDED) - Date.parse(DATE)) / 86_400_000);
    const share = (from: number, to: number): number =>
      lags.filter((lag) => lag >= from && lag <= to).length / lags.length;
    expect(share(0, 14)).toBeGreaterThan(0.85);
    expect(share(46, 200)).toBeGreaterThan(0.005);
  });

  it('refers only to workers who are in a return, and writes about nobody before or after their work', () => {
    const work = employment(provider);
    const within = (person: string, on: string): boolean => {
      const known = work.get(person);
      return known !== undefined && known.from <= on && on <= known.to;
    };
    const people: { readonly who: string; readonly on: string }[] = [
      ...provider.rows('assignments').map((row) => ({ who: `${row.WORKPLACE}/${row.WORKER}`, on: row.DATE })),
      ...provider.rows('learning').map((row) => ({ who: `${row.WORKPLACE}/${row.WORKER}`, on: row.DATE })),
      ...provider.rows('ratings').map((row) => ({ who: `${row.WORKPLACE}/${row.WORKER}`, on: row.DATE })),
      ...named(provider.rows('assignments'), 'MANAGER'),
      ...named(provider.rows('supervision'), 'SUPERVISEE'),
      ...named(provider.rows('supervision'), 'SUPERVISOR'),
      ...named(provider.rows('ratings'), 'MANAGER'),
      ...named(provider.rows('checklist'), 'OWNER'),
      ...named(provider.rows('improvements'), 'PROPOSER'),
    ];
    expect(people.length).toBeGreaterThan(40_000);
    expect(people.filter(({ who, on }) => !within(who, on))).toEqual([]);
  });

  it('refers only to units, roles and elements that there are', () => {
    const units = new Set(provider.rows('organisation').map(({ UNIT }) => UNIT));
    const roles = new Set(provider.rows('role-profiles').map(({ ROLEPROFILE }) => ROLEPROFILE));
    const elements = new Set(LEADERSHIP_FRAMEWORK.dimensions.flatMap((one) => one.elements.map(({ code }) => code)));
    const unknown = [
      ...provider.rows('assignments').filter(({ TEAM }) => TEAM !== '' && !units.has(TEAM)),
      ...provider.rows('assignments').filter(({ ROLEPROFILE }) => ROLEPROFILE !== '' && !roles.has(ROLEPROFILE)),
      ...provider.rows('checklist').filter(({ UNIT }) => !units.has(UNIT)),
      ...provider.rows('indicators').filter(({ UNIT }) => !units.has(UNIT)),
      ...provider.rows('role-profiles').filter(({ ELEMENT }) => ELEMENT !== '' && !elements.has(ELEMENT)),
      ...provider.rows('ratings').filter(({ ELEMENT }) => ELEMENT !== '' && !elements.has(ELEMENT)),
    ];
    expect(unknown).toEqual([]);
  });

  it('rates only what was agreed to apply in the review', () => {
    const applicable = new Map<string, ReadonlySet<string>>();
    for (const row of provider.rows('ratings')) {
      if (row.FACT === 'standards') applicable.set(row.REVIEW, new Set(row.APPLICABLE.split(';')));
      if (row.FACT !== 'rated') continue;
      if (applicable.get(row.REVIEW)?.has(row.ELEMENT) !== true) throw new Error(JSON.stringify(row));
    }
    expect(applicable.size).toBeGreaterThan(800);
  });

  it('holds sessions only under an agreement, signs and acts only on sessions held', () => {
    const from = new Map<string, string>();
    const to = new Map<string, string>();
    const held = new Set<string>();
    const rows = provider.rows('supervision');
    for (const row of rows) if (row.FACT === 'agreement-ended') to.set(row.AGREEMENT, row.DATE);
    for (const row of rows) {
      if (row.FACT === 'agreement-signed') from.set(row.AGREEMENT, row.DATE);
      if (row.FACT === 'session-held') {
        held.add(row.SESSION);
        expect(row.DATE >= (from.get(row.AGREEMENT) ?? '9') && row.DATE <= (to.get(row.AGREEMENT) ?? UNTIL)).toBe(true);
      }
      const needsSession = ['record-signed', 'action-agreed', 'pressure-noted', 'achievement', 'session-void'];
      if (needsSession.includes(row.FACT) && !held.has(row.SESSION)) throw new Error(JSON.stringify(row));
    }
    expect(held.size).toBeGreaterThan(4_000);
  });

  it('measures each indicator once for every month, over something', () => {
    const measured = provider.rows('indicators').filter(({ FACT }) => FACT === 'measured');
    const periods = new Set(measured.map((row) => `${row.UNIT} ${row.INDICATOR} ${row.PERIODSTART}`));
    expect(periods.size).toBe(6 * 5 * 48);
    expect(measured).toHaveLength(periods.size);
    expect(measured.every(({ DENOMINATOR }) => Number(DENOMINATOR) > 0)).toBe(true);
  });

  it('has gaps and corrections of every kind', () => {
    const count = (kind: 'learning' | 'supervision' | 'ratings' | 'indicators', fact: string): number =>
      provider.rows(kind).filter(({ FACT }) => FACT === fact).length;
    expect(count('learning', 'void')).toBeGreaterThan(10);
    expect(count('learning', 'corrected')).toBeGreaterThan(10);
    expect(count('supervision', 'session-missed')).toBeGreaterThan(100);
    expect(count('supervision', 'session-void')).toBeGreaterThan(5);
    expect(count('ratings', 'corrected')).toBeGreaterThan(50);
    expect(count('ratings', 'void')).toBeGreaterThan(5);
    expect(count('indicators', 'corrected')).toBeGreaterThan(5);
    const logged = provider.rows('learning').filter(({ FACT }) => FACT === 'logged');
    expect(logged.filter(({ MINUTES }) => MINUTES === '').length / logged.length).toBeGreaterThan(0.03);
    const statuses = new Set(provider.rows('staff').map(({ STATUS }) => STATUS));
    expect([...statuses].sort()).toEqual(['DELETE', 'NEW', 'NOCHANGE', 'UPDATE']);
  });
});

describe('the same options', () => {
  const SMALL = { seed: 7, scale: 0.3 };
  let whole: Generated;
  let part: Generated;
  beforeAll(async () => {
    whole = await generated(SMALL);
    part = await generated({ ...SMALL, until: '2024-05-20' });
  });
  afterAll(() => {
    for (const provider of [whole, part]) provider.remove();
  });

  it('give the same bytes, and another seed gives others', async () => {
    const again = await generated(SMALL);
    const other = await generated({ ...SMALL, seed: 8, until: '2024-05-20' });
    expect(again.manifest).toEqual(whole.manifest);
    const hashes = (of: Generated): readonly string[] => of.manifest.files.map(({ sha256 }) => sha256);
    expect(hashes(other)).not.toEqual(hashes(part));
    for (const provider of [again, other]) provider.remove();
  });

  it('give a beginning of the same story when asked for an earlier day', () => {
    for (const kind of ['learning', 'supervision', 'ratings', 'checklist', 'indicators', 'improvements'] as const) {
      expect(part.rows(kind), kind).toEqual(whole.rows(kind).filter(({ RECORDED }) => RECORDED <= '2024-05-20'));
    }
  });
});

describe('scale', () => {
  it('multiplies services, teams and workers', async () => {
    // All are imagined whatever the day, and units opened on the first: writing four years of rows would say no more.
    const [small, large] = await Promise.all([1, 2].map((scale) => generated({ seed: 3, scale, until: '2022-11-30' })));
    const units = (of: Generated): number => of.rows('organisation').filter(({ FACT }) => FACT === 'opened').length;
    expect(units(large!) - 1).toBe(2 * (units(small!) - 1));
    expect(large!.manifest.workers / small!.manifest.workers).toBeGreaterThan(1.8);
    for (const provider of [small!, large!]) provider.remove();
  }, 60_000);
});

describe('the output folder', () => {
  it('is not written over unless that is asked for, and then keeps what is not ours', async () => {
    const first = await generated({ seed: 1, scale: 0.2, until: '2023-03-01' });
    writeFileSync(join(first.folder, 'notes.txt'), 'mine');
    const options = { seed: 1, scale: 0.2, until: '2022-12-31', outDir: first.folder };
    await expect(generateProvider(options)).rejects.toThrow(OutputNotEmpty);
    const second = await generateProvider({ ...options, overwrite: true });
    expect(second.files.some(({ path }) => path.includes('2023'))).toBe(false);
    expect(readFileSync(join(first.folder, 'notes.txt'), 'utf8')).toBe('mine');
    first.remove();
  });

  it.each([{ seed: 1.5 }, { seed: 1, scale: 0 }, { seed: 1, until: '2027-01-01' }, { seed: 1, until: '2025-02-30' }])(
    'is not begun with %o',
    async (options) => {
      await expect(generateProvider({ ...options, outDir: '/nowhere' })).rejects.toThrow(RangeError);
    },
  );
});

/** First and last day of everybody's work, as returns and personnel files tell them. */
function employment(provider: Generated): Map<string, { readonly from: string; readonly to: string }> {
  const work = new Map<string, { readonly from: string; readonly to: string }>();
  for (const row of provider.rows('staff')) {
    const [day, month, year] = row.STARTDATE.split('/');
    const to = row.STATUS === 'DELETE' ? (row.path.split('/')[1] ?? '') : UNTIL;
    work.set(`${row.LOCALESTID}/${row.UNIQUEWORKERID}`, { from: `${year}-${month}-${day}`, to });
  }
  for (const row of provider.rows('assignments')) {
    const person = `${row.WORKPLACE}/${row.WORKER}`;
    const known = work.get(person);
    if (row.FACT === 'left' && known) work.set(person, { ...known, to: row.DATE });
  }
  return work;
}

function named<Column extends string>(
  rows: readonly Readonly<Record<Column | 'WORKPLACE' | 'DATE', string>>[],
  column: Column,
): { readonly who: string; readonly on: string }[] {
  return rows.flatMap((row) => {
    const person: string = row[column];
    if (person === '') return [];
    return [{ who: person.includes('/') ? person : `${row.WORKPLACE}/${person}`, on: row.DATE }];
  });
}
