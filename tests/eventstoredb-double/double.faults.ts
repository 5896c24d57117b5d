/** What the double is to do wrong. Numbers count down: that many of the next requests are affected. */
export interface Faults {
  /** Appends that are neither written nor answered. */
  swallowAppends: number;
  /** Appends that are written, and never answered. */
  muteAppends: number;
  /** Appends that are written; then, instead of an answer, their stream breaks. */
  breakAfterAppends: number;
  /** Appends that are not written; instead of an answer their stream breaks. */
  breakBeforeAppends: number;
  /** New append streams are not even read, so that what is sent piles up in the client. */
  deafAppends: boolean;
  /** Milliseconds by which answers to appends come later than the writing. */
  delayAnswersMs: number;
  /** Answers to appends say nothing about the position in the log. */
  withoutPositions: boolean;
  /** Questions for the server's features that are never answered. */
  swallowProbes: number;
  /** Reads that are never answered. */
  swallowReads: number;
  /** Reads that break after this many events. */
  breakReadsAfter: number | undefined;
  /** Questions for the cluster's members that are answered with an error. */
  failGossip: number;
  /** Subscriptions are confirmed and then never say anything more. */
  silentSubscriptions: boolean;
  /** Subscriptions send checkpoints beyond the end of the log. */
  checkpointsAhead: boolean;
  /** All events of one append get the same commit position, as in a transaction of the old TCP protocol. */
  sharedPositions: boolean;
}

export function noFaults(): Faults {
  return {
    swallowAppends: 0,
    muteAppends: 0,
    breakAfterAppends: 0,
    breakBeforeAppends: 0,
    deafAppends: false,
    delayAnswersMs: 0,
    withoutPositions: false,
    swallowProbes: 0,
    swallowReads: 0,
    breakReadsAfter: undefined,
    failGossip: 0,
    silentSubscriptions: false,
    checkpointsAhead: false,
    sharedPositions: false,
  };
}

type Countdown = { [Key in keyof Faults]: Faults[Key] extends number ? Key : never }[keyof Faults];

/** Whether the next request is one of those affected. */
export function strikes(faults: Faults, fault: Exclude<Countdown, 'delayAnswersMs'>): boolean {
  if (faults[fault] === 0) return false;
  faults[fault] -= 1;
  return true;
}
