import { BEGINNING, type Day, END, iso, weekday, yearsIn } from '../calendar.js';
import { officeLag } from '../chance/lateness.js';
import type { Random } from '../chance/random.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { policyOn, SUPERVISION_CHANGED } from '../provider/policies.js';
import type { Service } from '../provider/provider.js';
import { absentOn, keyOf, lastDay, type Managed, postingOn, referTo, type Worker } from '../provider/worker.js';
import { DECLINE } from '../truths/planted-truths.js';
import { RecordedRows } from './recorded-rows.js';
import { addSession, type HeldSession, type SessionContext } from './supervision-session.js';

/** The time in which one person supervised another in one role. */
interface Stretch {
  readonly from: Day;
  /** The first day on which it no longer held; null when it still does. */
  readonly to: Day | null;
  readonly supervisor: Worker;
  readonly endedBy: 'left' | 'changed-supervisor' | 'changed-role' | null;
}

/** Writes the worker's supervision and returns the sessions held, for others to refer to as evidence. */
export function writeSupervision(
  out: OutputFolder,
  service: Service,
  worker: Worker,
  managers: readonly Managed[],
): readonly HeldSession[] {
  const random = service.random.child(`supervision ${worker.id}`);
  const rows = new RecordedRows('supervision');
  const held: HeldSession[] = [];
  stretches(worker, managers).forEach((stretch, index) => {
    const signedOn = stretch.from + (stretch.from === BEGINNING ? 0 : random.int(0, 21));
    if (signedOn >= Math.min(stretch.to ?? END, lastDay(worker), END)) return;
    held.push(...addAgreement(rows, worker, stretch, `sv-${keyOf(worker)}-${index + 1}`, signedOn, random));
  });
  rows.writeTo(out);
  return held;
}

function stretches(worker: Worker, managers: readonly Managed[]): Stretch[] {
  const roleChanges = worker.postings.flatMap(({ from, role }, index) =>
    index > 0 && worker.postings[index - 1]?.role !== role && from > BEGINNING ? [from] : [],
  );
  const starts = [...new Set([...managers.map(({ from }) => from), ...roleChanges])].sort((one, other) => one - other);
  return starts.flatMap((from, index): Stretch[] => {
    const supervisor = managers.findLast((managed) => managed.from <= from)?.manager ?? null;
    if (supervisor === null) return [];
    const next = starts[index + 1];
    if (next !== undefined) {
      return [
        { from, to: next, supervisor, endedBy: roleChanges.includes(next) ? 'changed-role' : 'changed-supervisor' },
      ];
    }
    if (worker.leftOn === null) return [{ from, to: null, supervisor, endedBy: null }];
    return [{ from, to: worker.leftOn, supervisor, endedBy: 'left' }];
  });
}

function addAgreement(
  rows: RecordedRows<'supervision'>,
  worker: Worker,
  stretch: Stretch,
  agreement: string,
  signedOn: Day,
  random: Random,
): HeldSession[] {
  const { role } = postingOn(worker, signedOn);
  const termsOn = (on: Day): Row<'supervision'> => ({
    WORKPLACE: worker.workplace,
    SUPERVISOR: referTo(stretch.supervisor, worker.workplace),
    KIND: 'line',
    INTERVALDAYS: policyOn('supervision-interval-days', on, role),
    RECORDDAYS: policyOn('record-timescale-days', on, role),
  });
  const common = { AGREEMENT: agreement };
  const signedRecorded = signedOn === BEGINNING ? BEGINNING : signedOn + officeLag(random);
  let recorded = signedRecorded;
  rows.add(recorded, {
    ...common,
    ...termsOn(signedOn),
    FACT: 'agreement-signed',
    DATE: iso(signedOn),
    SUPERVISEE: worker.id,
  });

  const changedOn = SUPERVISION_CHANGED + random.int(0, 45);
  const end = stretch.to ?? END + 1;
  const differs = JSON.stringify(termsOn(signedOn)) !== JSON.stringify(termsOn(changedOn));
  const changes = differs && signedOn < SUPERVISION_CHANGED && changedOn < end - 20;
  if (changes) {
    recorded = Math.max(recorded, changedOn + officeLag(random));
    rows.add(recorded, { ...common, ...termsOn(changedOn), FACT: 'agreement-changed', DATE: iso(changedOn) });
  }
  if (stretch.endedBy !== null) {
    recorded = Math.max(recorded, end + officeLag(random));
    rows.add(recorded, { ...common, FACT: 'agreement-ended', DATE: iso(end), REASON: stretch.endedBy });
  }

  const agreedInterval = (on: Day): number =>
    policyOn('supervision-interval-days', changes && on >= changedOn ? on : signedOn, role);
  const lastSession = Math.min(end - 1, lastDay(worker), END);
  return holdSessions({ rows, agreement, signedRecorded, worker, random }, signedOn, lastSession, agreedInterval);
}

function holdSessions(context: SessionContext, signedOn: Day, last: Day, interval: (on: Day) => number): HeldSession[] {
  const { random, worker } = context;
  const held: HeldSession[] = [];
  let on = weekday(signedOn + random.int(4, Math.min(28, interval(signedOn))));
  for (let number = 1; on <= last; number += 1) {
    const absence = absentOn(worker, on);
    if (absence) {
      on = weekday(absence.to + random.int(4, 12));
      continue;
    }
    const missed = random.chance(chanceOfMissing(worker, on));
    const session = addSession(context, `${context.agreement}-s${number}`, on, missed);
    if (session !== null) held.push(session);
    on = weekday(on + (missed ? random.int(8, 24) : Math.max(7, interval(on) + Math.round(random.normal() * 6) - 3)));
  }
  return held;
}

/** Fewer every year, except in the team that is going downhill. */
function chanceOfMissing(worker: Worker, on: Day): number {
  if (postingOn(worker, on).unitId === DECLINE.unitId && on >= DECLINE.from) return 0.3;
  return Math.max(0.06, 0.17 - 0.03 * yearsIn(on));
}
