import { type Day, END, iso } from '../calendar.js';
import { officeLag } from '../chance/lateness.js';
import type { Random } from '../chance/random.js';
import { perhapsText } from '../provider/sentences.js';
import { referTo, type Worker } from '../provider/worker.js';
import { CHECKLIST } from '../truths/planted-truths.js';
import type { RecordedRows } from './recorded-rows.js';

export interface ItemStory {
  readonly item: number;
  readonly applies: boolean;
  readonly startedOn: Day | null;
  readonly inPlaceOn: Day | null;
}

interface Context {
  readonly rows: RecordedRows<'checklist'>;
  readonly unitId: string;
  readonly workplace: string;
  readonly ownerOn: (on: Day) => Worker;
  readonly random: Random;
}

const LONGEST_SLIP = 120;

/** The action plan of an item that moves: planned as it begins, slipping where it has to, done when it is in place. */
export function addActions(
  rows: RecordedRows<'checklist'>,
  { story, ...rest }: Omit<Context, 'rows'> & { readonly story: ItemStory },
): void {
  const context = { rows, ...rest };
  const { random, unitId } = context;
  const { item, applies, startedOn, inPlaceOn } = story;
  // One item in twelve is in progress without an action: a gap, as the checklist shows it.
  if (!applies || startedOn === null || startedOn > END || random.chance(0.08)) return;
  const id = `ca-${unitId}-${item}`;
  const overdue = `${id}-1` === CHECKLIST.overdueActionId;
  const due = overdue
    ? CHECKLIST.overdueSince
    : inPlaceOn === null
      ? startedOn + random.int(90, 240)
      : inPlaceOn + random.int(-90, 40);
  planned(context, `${id}-1`, item, startedOn, Math.max(due, startedOn + 14), inPlaceOn);
  if (!overdue && random.chance(0.15)) {
    const on = startedOn + random.int(10, 40);
    dropped(context, `${id}-2`, item, on, on + 90);
  }
}

function planned(context: Context, actionId: string, item: number, on: Day, firstDue: Day, doneOn: Day | null): void {
  const { rows, unitId, random } = context;
  let recorded = plan(context, actionId, item, on, firstDue);
  if (doneOn === null) return;
  for (let due = firstDue; due < doneOn - 10;) {
    const slippedOn = due + random.int(0, 8);
    due = Math.min(doneOn + random.int(0, 20), due + random.int(40, LONGEST_SLIP));
    if (slippedOn > END) return;
    recorded = Math.max(recorded, slippedOn + officeLag(random));
    rows.add(recorded, { UNIT: unitId, FACT: 'action-slipped', DATE: iso(slippedOn), ACTION: actionId, DUE: iso(due) });
  }
  if (doneOn > END) return;
  recorded = Math.max(recorded, doneOn + officeLag(random));
  rows.add(recorded, { UNIT: unitId, FACT: 'action-completed', DATE: iso(doneOn), ACTION: actionId });
}

function dropped(context: Context, actionId: string, item: number, on: Day, due: Day): void {
  if (on > END) return;
  const recorded = plan(context, actionId, item, on, due);
  const droppedOn = on + context.random.int(20, 80);
  if (droppedOn > END) return;
  context.rows.add(Math.max(recorded, droppedOn + officeLag(context.random)), {
    UNIT: context.unitId,
    FACT: 'action-dropped',
    DATE: iso(droppedOn),
    ACTION: actionId,
    REASON: 'superseded',
  });
}

function plan({ rows, unitId, workplace, ownerOn, random }: Context, id: string, item: number, on: Day, due: Day): Day {
  const owner = ownerOn(on);
  const recorded = on + officeLag(random);
  rows.add(recorded, {
    UNIT: unitId,
    FACT: 'action-planned',
    DATE: iso(on),
    ITEM: item,
    ACTION: id,
    WORKPLACE: workplace,
    OWNER: referTo(owner, workplace),
    DUE: iso(due),
    ...perhapsText('action', owner.given, random, 0.5),
  });
  return recorded;
}
