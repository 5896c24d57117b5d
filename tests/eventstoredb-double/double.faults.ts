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
  /** Appends that are not written, and answered with a time-out, as when a cluster cannot commit them. */
  timeOutAppends: number;
  /** Appends that are not written, and answered by a server that is still starting. */
  notReadyAppends: number;
  /** New append streams are not even read, so that what is sent piles up in the client. */
  deafAppends: boolean;
  /** Milliseconds by which answers to appends come later than the writing. */
  delayAnswersMs: number;
  /** Milliseconds by which reads begin later, and answers to appends come later: the way to a server elsewhere. */
  latencyMs: number;
  /** Answers to appends say nothing about the position in the log. */
  withoutPositions: boolean;
  /** The server's MaxAppendSize, in bytes of one append. */
  maxAppendBytes: number;
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
  /** Milliseconds that a subscriber takes for each event that it is sent while it is live. */
  slowSubscriberMs: number;
  /** Live events that wait for a slow subscriber before it is dropped. Servers from 24.2 never drop: Infinity. */
  liveEventsWaiting: number;
  /** Subscriptions send checkpoints beyond the end of the log. */
  checkpointsAhead: boolean;
  /** Nodes that do not lead are this many events behind. */
  followersBehind: number;
  /** All events of one append get the same commit position, as in a transaction of the old TCP protocol. */
  sharedPositions: boolean;
  /** Streams of which the events below a revision are given no more, as with $maxAge; the stream stays where it is. */
  expired: ReadonlyMap<string, bigint>;
}

export function noFaults(): Faults {
  return {
    swallowAppends: 0,
    muteAppends: 0,
    breakAfterAppends: 0,
    breakBeforeAppends: 0,
    timeOutAppends: 0,
    notReadyAppends: 0,
    deafAppends: false,
    delayAnswersMs: 0,
    latencyMs: 0,
    withoutPositions: false,
    maxAppendBytes: 1024 * 1024,
    swallowProbes: 0,
    swallowReads: 0,
    breakReadsAfter: undefined,
    failGossip: 0,
    silentSubscriptions: false,
    slowSubscriberMs: 0,
    liveEventsWaiting: 32,
    checkpointsAhead: false,
    followersBehind: 0,
    sharedPositions: false,
    expired: new Map(),
  };
}

export type Countdown =
  | 'swallowAppends'
  | 'muteAppends'
  | 'breakAfterAppends'
  | 'breakBeforeAppends'
  | 'timeOutAppends'
  | 'notReadyAppends'
  | 'swallowProbes'
  | 'swallowReads'
  | 'failGossip';

/** Whether the next request is one of those affected. */
export function strikes(faults: Faults, fault: Countdown): boolean {
  if (faults[fault] === 0) return false;
  faults[fault] -= 1;
  return true;
}
