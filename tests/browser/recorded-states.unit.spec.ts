import { overviewReport, problem, systemStatus } from '@praxis/contracts';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathOfRecorded, RECORDED_STATES, recordedState } from './recorded-states.js';

const AGAIN = 'The contract has changed since the states were recorded: npm run record:states';

describe.each(RECORDED_STATES)('the recording of %s', (name) => {
  const { status, overview } = recordedState(name);

  it('is a status that the contract describes, with nothing beside it', () => {
    const parsed = systemStatus.safeParse(status);
    expect(parsed.error?.issues ?? [], AGAIN).toEqual([]);
    expect(parsed.data, AGAIN).toEqual(status);
  });

  it('has a report, or why there is none, as the contract describes', () => {
    const parsed = (overview.status === 200 ? overviewReport : problem).safeParse(overview.body);
    expect(parsed.error?.issues ?? [], AGAIN).toEqual([]);
  });
});

it('are of six states that differ', () => {
  expect(readdirSync(dirname(pathOfRecorded('healthy'))).sort()).toEqual(
    RECORDED_STATES.map((name) => `${name}.json`).sort(),
  );
  const told = RECORDED_STATES.map((name) => {
    const { state, problem: why, log } = recordedState(name).status;
    return [state, why !== null, log.damage.length > 0, log.mismatch !== null];
  });
  expect(told).toEqual([
    ['live', false, false, false],
    ['catching-up', false, false, false],
    ['stopped', true, false, false],
    ['damaged', false, true, false],
    ['held', true, false, false],
    ['stopped', true, false, true],
  ]);
});
