import { BEGINNING, type Day, END, iso } from '../calendar.js';
import { officeLag } from '../chance/lateness.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { returnFolder } from './asc-wds.rows.js';
import type { Service } from '../provider/provider.js';
import { roleProfile } from '../provider/role-profiles.js';
import { fileClosedOn, firstUploadFrom, leavesByReturn, uploadDays } from '../provider/uploads.js';
import { lastDay, type Managed, referTo, type Worker } from '../provider/worker.js';

type Fact = Row<'assignments'> & { readonly FACT: string };

/**
 * Beside each return lies what the personnel files took in since the one before it. Each fact of a worker is recorded
 * no earlier than the one before it, and none after their leaving.
 */
export function writeAssignments(
  out: OutputFolder,
  service: Service,
  worker: Worker,
  managers: readonly Managed[],
  until: Day,
): void {
  const random = service.random.child(`assignments ${worker.id}`);
  const facts: { readonly on: Day; readonly fact: Fact }[] = [
    ...postings(worker),
    ...managers.flatMap(({ from, manager }) =>
      manager === null
        ? []
        : [{ on: from, fact: { FACT: 'line-manager', MANAGER: referTo(manager, worker.workplace) } }],
    ),
    ...absences(worker),
  ];
  if (worker.startedOn >= BEGINNING) {
    facts.push({ on: worker.startedOn, fact: { FACT: 'induction-started' } });
    const completed = worker.startedOn + random.int(20, 110);
    if (completed < Math.min(lastDay(worker), END) && random.chance(0.93)) {
      facts.push({ on: completed, fact: { FACT: 'induction-completed' } });
    }
  }
  if (worker.leftOn !== null && !leavesByReturn(worker)) facts.push({ on: worker.leftOn, fact: { FACT: 'left' } });

  const uploads = uploadDays(until);
  const closed = fileClosedOn(worker) ?? Number.POSITIVE_INFINITY;
  let recorded = BEGINNING;
  for (const { on, fact } of facts.sort((one, other) => one.on - other.on)) {
    const entered = on === BEGINNING ? on : on + officeLag(random);
    recorded = fact.FACT === 'left' ? closed : Math.min(closed, Math.max(recorded, entered));
    const path = `${returnFolder(firstUploadFrom(recorded, uploads))}/assignments.csv`;
    const row = { WORKPLACE: worker.workplace, WORKER: worker.id, DATE: iso(on), ...fact, RECORDED: iso(recorded) };
    out.write(path, 'assignments', row, recorded);
  }
}

function postings(worker: Worker): { readonly on: Day; readonly fact: Fact }[] {
  return worker.postings.flatMap(({ from, unitId, role }, index) => {
    const on = Math.max(from, BEGINNING);
    const before = worker.postings[index - 1];
    const facts: Fact[] = [];
    if (before?.unitId !== unitId) facts.push({ FACT: 'team', TEAM: unitId });
    if (before?.role !== role) facts.push({ FACT: 'role-profile', ROLEPROFILE: role });
    const level = roleProfile(role).level;
    if (before === undefined || roleProfile(before.role).level !== level) facts.push({ FACT: 'level', LEVEL: level });
    return facts.map((fact) => ({ on, fact }));
  });
}

function absences(worker: Worker): { readonly on: Day; readonly fact: Fact }[] {
  return worker.absences.flatMap(({ from, to }) => [
    { on: from, fact: { FACT: 'absence-started' } },
    ...(to < END ? [{ on: to, fact: { FACT: 'absence-ended' } }] : []),
  ]);
}
