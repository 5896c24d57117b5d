import { type Day, END, iso } from '../calendar.js';
import { recordingLag } from '../chance/lateness.js';
import type { Random } from '../chance/random.js';
import { perhapsText } from '../provider/sentences.js';
import { lastDay, type Worker } from '../provider/worker.js';
import type { RecordedRows } from './recorded-rows.js';

export interface SessionContext {
  readonly rows: RecordedRows<'supervision'>;
  readonly agreement: string;
  /** Nothing of the agreement is recorded before it is. */
  readonly signedRecorded: Day;
  readonly worker: Worker;
  readonly random: Random;
}

export interface HeldSession {
  readonly id: string;
  readonly on: Day;
}

const TOPICS = ['wellbeing', 'workload', 'practice', 'development', 'safeguarding', 'values'] as const;
const MISSED = ['staffing', 'sickness', 'leave', 'emergency', 'forgotten'] as const;
const PRESSURES = ['staffing', 'workload', 'lone-working', 'shift-pattern', 'distressed-behaviour'] as const;

/** Adds a session with what came of it; null when it was not held after all. */
export function addSession(context: SessionContext, id: string, on: Day, missed: boolean): HeldSession | null {
  const { rows, agreement, worker, random } = context;
  const common = { AGREEMENT: agreement, SESSION: id };
  const recorded = Math.max(context.signedRecorded, on + recordingLag(random));
  if (missed) {
    rows.add(recorded, { ...common, FACT: 'session-missed', DATE: iso(on), REASON: random.pick(MISSED) });
    return null;
  }
  rows.add(recorded, {
    ...common,
    FACT: 'session-held',
    DATE: iso(on),
    ...(random.chance(0.06) ? {} : { MINUTES: random.int(6, 18) * 5 }),
    TOPICS: random.sample(TOPICS, random.int(1, 4)).join(';'),
    ...perhapsText('notes', worker.given, random),
  });
  if (random.chance(0.005)) {
    rows.add(recorded + random.int(5, 60), { ...common, FACT: 'session-void', DATE: iso(on) });
    return null;
  }
  signRecord(context, id, on, recorded);
  agreeActions(context, id, on, recorded);
  if (random.chance(0.14)) {
    rows.add(recorded, { ...common, FACT: 'pressure-noted', DATE: iso(on), PRESSURE: random.pick(PRESSURES) });
  }
  if (random.chance(0.09)) {
    rows.add(recorded, {
      ...common,
      FACT: 'achievement',
      DATE: iso(on),
      ...perhapsText('achievement', worker.given, random, 0.6),
    });
  }
  return { id, on };
}

/** Mostly within the week; some late, some never. */
function signRecord({ rows, agreement, worker, random }: SessionContext, id: string, on: Day, recorded: Day): void {
  const signedOn =
    on +
    random.weighted([
      [random.int(0, 6), 76],
      [random.int(7, 12), 10],
      [random.int(13, 50), 8],
      [Number.POSITIVE_INFINITY, 6],
    ]);
  if (signedOn > Math.min(lastDay(worker), END)) return;
  rows.add(Math.max(recorded, signedOn + random.int(0, 3)), {
    AGREEMENT: agreement,
    SESSION: id,
    FACT: 'record-signed',
    DATE: iso(signedOn),
  });
}

function agreeActions({ rows, agreement, worker, random }: SessionContext, id: string, on: Day, recorded: Day): void {
  const actions = random.weighted([
    [0, 45],
    [1, 43],
    [2, 12],
  ] as const);
  for (let number = 1; number <= actions; number += 1) {
    const action = { AGREEMENT: agreement, ACTION: `${id}-a${number}` };
    const due = on + random.int(14, 60);
    rows.add(recorded, {
      ...action,
      SESSION: id,
      FACT: 'action-agreed',
      DATE: iso(on),
      OWNER: random.chance(0.75) ? 'supervisee' : 'supervisor',
      DUE: iso(due),
      ...perhapsText('action', worker.given, random),
    });
    const done = random.weighted([
      [due - random.int(0, 13), 66],
      [due + random.int(1, 60), 20],
      [Number.POSITIVE_INFINITY, 14],
    ]);
    const dropped = random.chance(0.05);
    if (done > Math.min(lastDay(worker), END)) continue;
    rows.add(Math.max(recorded, done + random.int(0, 20)), {
      ...action,
      DATE: iso(done),
      ...(dropped ? { FACT: 'action-dropped', REASON: 'no-longer-needed' } : { FACT: 'action-completed' }),
    });
  }
}
