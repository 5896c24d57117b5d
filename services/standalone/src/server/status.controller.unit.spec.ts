import { systemStatus } from '@praxis/contracts';
import { LogMismatch } from '@praxis/event-sourcing';
import type { RunnerStatus } from '@praxis/projections';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../platform/platform.js';
import { StatusController } from './status.controller.js';

const LIVE: RunnerStatus = {
  state: 'live',
  head: 9n,
  isHeadKnown: true,
  isAppliedKnown: true,
  applied: { learning_facts: 9n, unit_facts: 9n },
  lag: 0n,
  eventsPerSecond: 0,
  problems: [],
  repairs: [],
  log: {
    standing: { kind: 'same' },
    end: { position: 9n, digest: '', loggedAt: '', events: 9 },
    hasCheckBegun: true,
    checked: 4n,
    wholeAt: undefined,
    findings: [],
    warnings: [],
  },
};

/** What a platform in that state is asked for. */
function statusOf(runner: RunnerStatus | undefined, { isChecked = true, mismatch }: Standing = {}) {
  const platform = {
    config: { dataDir: '' },
    log: { isChecked, warnings: ['of the file'] },
    logMismatch: mismatch,
    runner: runner && { status: () => runner },
  };
  return systemStatus.parse(new StatusController(platform as unknown as Platform).status());
}

interface Standing {
  readonly isChecked?: boolean;
  readonly mismatch?: LogMismatch;
}

describe('the status', () => {
  it('does not say “live” before all of the log could be read, nor where it is damaged', () => {
    expect(statusOf(LIVE, { isChecked: false }).state).toBe('catching-up');
    expect(statusOf({ ...LIVE, log: { ...LIVE.log, hasCheckBegun: false } }).state).toBe('catching-up');
    expect(statusOf(LIVE).state).toBe('live');
    expect(statusOf(undefined).state).toBe('stopped');
    const findings = [{ kind: 'damage', position: 2n, streamId: 'a', what: 'it is not what was appended' }] as const;
    const damaged = { ...LIVE, log: { ...LIVE.log, findings } };
    expect(statusOf(damaged).state).toBe('damaged');
    expect(statusOf({ ...damaged, state: 'stopped' }).state).toBe('stopped');
    for (const state of ['held', 'stopped'] as const)
      expect(statusOf({ ...LIVE, state }, { isChecked: false }).state).toBe(state);
  });

  it('is as far as the table that is furthest behind, and says why that does not go on', () => {
    const problem = { projection: 'learning_facts', position: 6n, error: 'RangeError: minutes', retrying: false };
    const behind = { ...LIVE, state: 'stopped', applied: { learning_facts: 5n, unit_facts: 9n }, lag: 4n } as const;
    expect(statusOf({ ...behind, problem, problems: [problem] })).toMatchObject({
      head: '9',
      applied: '5',
      lag: 4,
      problem: { projection: 'learning_facts', position: '6', error: 'RangeError: minutes' },
    });
  });

  it('does not give an old end of the log for the present one while the log cannot say where it ends', () => {
    expect(statusOf({ ...LIVE, state: 'held', isHeadKnown: false })).toMatchObject({ head: null, lag: null });
    expect(statusOf(undefined)).toMatchObject({ head: null, lag: null });
    expect(statusOf(LIVE)).toMatchObject({ head: '9', lag: 0 });
  });

  it('told at a restart of whole tables that they lack the whole log, before they were looked at', () => {
    const begun = { ...LIVE, state: 'catching-up', applied: { unit_facts: 0n }, lag: 9n } as const;
    expect(statusOf({ ...begun, isAppliedKnown: false })).toMatchObject({ state: 'catching-up', head: '9', lag: null });
    expect(statusOf(begun)).toMatchObject({ lag: 9 });
  });

  it('told of a log that is behind how far the lost one had been checked, and when that was whole', () => {
    const standing = { kind: 'behind', message: 'The log ends at position 3' } as const;
    const log = { ...LIVE.log, standing, checked: 9n, wholeAt: Date.parse('2026-07-31T05:00:00Z') };
    const mismatch = new LogMismatch(standing);
    expect(statusOf({ ...LIVE, head: 3n, log }, { mismatch }).log).toMatchObject({
      checked: '0',
      wholeAt: null,
      mismatch: { message: 'The log ends at position 3', remedy: LogMismatch.remedy },
    });
    const unknown = { ...log, standing: undefined };
    expect(statusOf({ ...LIVE, log: unknown }).log).toMatchObject({ checked: '0', wholeAt: null });
  });

  it('tells where the log is damaged, how far it was checked, and what is to be known beside', () => {
    const finding = { kind: 'damage', position: 3n, streamId: 'worker-w-1', what: 'its digest does not fit' } as const;
    const nowhere = { ...finding, position: undefined, streamId: undefined };
    const log = {
      ...LIVE.log,
      findings: [finding, nowhere],
      wholeAt: Date.parse('2026-07-31T05:00:00Z'),
      warnings: ['of the clock'],
    };
    expect(statusOf({ ...LIVE, log }).log).toEqual({
      checked: '4',
      wholeAt: '2026-07-31T05:00:00.000Z',
      mismatch: null,
      damage: [
        { position: '3', stream: 'worker-w-1', what: 'its digest does not fit' },
        { position: null, stream: null, what: 'its digest does not fit' },
      ],
      warnings: ['of the file', 'of the clock'],
    });
  });
});
