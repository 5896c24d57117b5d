import { BEGINNING, type Day, END, monthStart } from '../calendar.js';
import type { Worker } from './worker.js';

/** The days on which the provider sends its workforce return: at the beginning, then at the end of every quarter. */
export function uploadDays(until: Day): readonly Day[] {
  const days = [BEGINNING];
  for (let quarter = 1; ; quarter += 1) {
    const end = monthStart(BEGINNING, quarter * 3) - 1;
    if (end >= until) break;
    days.push(end);
  }
  if (until > BEGINNING) days.push(until);
  return days;
}

const ALL = uploadDays(END);

/** The first return on or after a day. */
export function firstUploadFrom(on: Day, uploads: readonly Day[] = ALL): Day {
  return uploads.find((upload) => upload >= on) ?? END;
}

/** Bank staff just stop coming: that they left is only told by a return, one quarter later. */
export function leavesByReturn(worker: Worker): boolean {
  return worker.contract === 3;
}

/**
 * The last day on which anything about the post of somebody who left is entered: their leaving, a few days after it;
 * for bank staff, the return of the quarter. Null for those who stay.
 */
export function fileClosedOn(worker: Worker): Day | null {
  if (worker.leftOn === null) return null;
  if (leavesByReturn(worker)) return firstUploadFrom(worker.leftOn);
  return Math.min(worker.leftOn + ((Number(worker.id.slice(2)) * 13) % 9), Math.max(END, worker.leftOn));
}

/**
 * Whether the worker is in a return. Returns are made from last quarter's file, so somebody who left is still in the
 * one at the end of the quarter in which that was entered, and gone from the next.
 */
export function standingIn(worker: Worker, upload: Day, before: Day): 'listed' | 'deleted' | 'absent' {
  const closed = fileClosedOn(worker);
  if (worker.startedOn > upload) return 'absent';
  if (closed === null || closed > before) return 'listed';
  return leavesByReturn(worker) && closed === before ? 'deleted' : 'absent';
}
