import type { RunnerStatus } from '@praxis/projections';
import { expect, it } from 'vitest';
import { Announcing, filling } from './announcing.js';

const FILLING: RunnerStatus = {
  state: 'catching-up',
  head: 23_744n,
  isHeadKnown: true,
  isAppliedKnown: true,
  applied: {},
  lag: 22_744n,
  eventsPerSecond: 0,
  problems: [],
  repairs: [],
  log: {
    standing: { kind: 'same' },
    end: { position: 0n, digest: '', loggedAt: '', events: 0 },
    hasCheckBegun: true,
    checked: 0n,
    wholeAt: undefined,
    findings: [],
    warnings: [],
  },
};
const standing = (to: RunnerStatus['log']['standing']): RunnerStatus => ({
  ...FILLING,
  log: { ...FILLING.log, standing: to },
});

it('tells how far the tables are filled while that takes a while', () => {
  expect(filling(FILLING)).toEqual({ done: 1_000n, of: 23_744n });
  expect(filling({ ...FILLING, lag: 1_001n })).toBeDefined();
  expect(filling({ ...FILLING, lag: 1_000n })).toBeUndefined();
});

it('“Filling the tables: 0 of 23,744” was told for ever of a log behind its tables, which nobody fills', () => {
  expect(filling(standing({ kind: 'behind', message: 'The log ends at position 9' }))).toBeUndefined();
  expect(filling(standing(undefined))).toBeUndefined();
  for (const state of ['held', 'stopped', 'live'] as const) expect(filling({ ...FILLING, state })).toBeUndefined();
});

it('“Filling the tables: 0 of 23,744” was told at a restart of tables that are whole, before they were looked at', () => {
  expect(filling({ ...FILLING, lag: FILLING.head, isAppliedKnown: false })).toBeUndefined();
  expect(filling({ ...FILLING, lag: FILLING.head })).toEqual({ done: 0n, of: 23_744n });
});

it('says once why nothing is filled, and of another log nothing else', () => {
  const said: string[] = [];
  const announcing = new Announcing((line) => said.push(line));
  const problem = { projection: 'unit_facts', position: 7n, error: 'RangeError: day', retrying: false };
  const behind = standing({ kind: 'behind', message: 'The log ends at position 9' });
  for (const _time of [1, 2]) announcing.look({ ...behind, problems: [problem] });
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^The log ends at position 9\. Nothing is recorded/);
  announcing.look({ ...FILLING, problems: [problem, { ...problem, projection: '*', retrying: true }] });
  expect(said.slice(1)).toEqual(['unit_facts stands still before position 7: RangeError: day']);
});
