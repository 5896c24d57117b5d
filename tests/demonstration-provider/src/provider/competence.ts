import { type Day, yearsIn } from '../calendar.js';
import { Random } from '../chance/random.js';
import { DECLINE } from '../truths/planted-truths.js';
import { postingOn, type Worker } from './worker.js';

const DAYS_A_MONTH = 30.4;

/**
 * How far above what is required the worker is on an element, in steps of the rating scale. The provider gains about
 * an eighth of a step a year; new starters begin half a step down and catch up within a year; one team goes downhill.
 */
export function aboveRequired(worker: Worker, element: string, on: Day): number {
  const own = new Random(`competence/${worker.id}/${worker.name}/${element}`).normal() * 0.38;
  const yearsThere = (on - worker.startedOn) / 365.25;
  const newness = Math.max(0, 0.55 * (1 - yearsThere));
  const unit = postingOn(worker, on).unitId;
  const months = (on - DECLINE.from) / DAYS_A_MONTH;
  const decline = unit === DECLINE.unitId && months > 0 ? DECLINE.atOnce + months * DECLINE.perMonth : 0;
  return -0.22 + 0.15 * yearsIn(on) + worker.ability + own - newness + decline;
}

export function onScale(value: number): number {
  return Math.min(4, Math.max(1, Math.round(value)));
}
