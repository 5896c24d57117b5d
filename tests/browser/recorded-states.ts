import type { OverviewReport, Problem, SystemStatus } from '@praxis/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** States of a server that a page has to say something about, or nothing. */
export const RECORDED_STATES = [
  'healthy',
  'catching-up',
  'poisoned',
  'damaged-log',
  'log-out-of-reach',
  'another-log',
] as const;
export type RecordedStateName = (typeof RECORDED_STATES)[number];

/** What a real server answered in that state. Recorded by tests/end-to-end/recorded-states.int.spec.ts. */
export interface RecordedState {
  readonly status: SystemStatus;
  readonly overview: { readonly status: number; readonly type: string; readonly body: OverviewReport | Problem };
}

export function pathOfRecorded(name: RecordedStateName): string {
  return fileURLToPath(new URL(`./recorded/${name}.json`, import.meta.url));
}

/** @throws {Error} not recorded yet */
export function recordedState(name: RecordedStateName): RecordedState {
  const path = pathOfRecorded(name);
  if (!existsSync(path)) throw new Error(`There is no recording of ${name}: npm run record:states`);
  return JSON.parse(readFileSync(path, 'utf8')) as RecordedState;
}
