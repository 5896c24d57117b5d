import type { SystemStatus } from '@praxis/contracts';
import { ReportProblem } from '../api/report-problem.js';
import { clockTime } from '../format/date.format.js';
import { counted, position } from '../format/figure.format.js';

export interface Banner {
  readonly title: string;
  readonly text: string;
  readonly isUrgent: boolean;
}

const CORRECT_UP_TO = 'What you see is correct up to the log position given with each figure.';
const TELL = 'Tell your administrator.';

/** What to say of a status, the most important first; nothing while all is well. */
export function bannersOf(status: SystemStatus): readonly Banner[] {
  if (status.log.mismatch !== null) return [mismatched(status.log.mismatch)];
  return [damaged(status.log), stateOf(status)].filter((banner) => banner !== undefined);
}

/** Times in milliseconds since 1970; null for what there never was. */
export interface LostContact {
  readonly error: Error;
  readonly answeredAt: number | null;
  /** When the oldest of the figures on the page was read. */
  readonly figuresOf: number | null;
  readonly now: number;
}

/** What to say while the server does not tell its status: what it said before is no longer known to be so. */
export function lostContactBanner({ error, answeredAt, figuresOf, now }: LostContact): Banner {
  const status = error instanceof ReportProblem ? error.problem.status : 0;
  const sentences = [
    status === 0 ? '' : `What came back is no status of Praxis, but an answer ${status}.`,
    answeredAt === null ? 'It has not answered this page yet.' : `It last answered at ${clockTime(answeredAt, now)}.`,
    figuresOf === null
      ? ''
      : `The figures shown were read at ${clockTime(figuresOf, now)}; what was recorded after that is not in them.`,
    'Check that Praxis is running and that you are connected.',
    'This page goes on asking, and says no more of it once Praxis answers.',
  ];
  return { title: 'Praxis cannot be reached', text: sentences.filter(Boolean).join(' '), isUrgent: true };
}

function mismatched({ message, remedy }: NonNullable<SystemStatus['log']['mismatch']>): Banner {
  return {
    title: 'The event log is not the one that the figures were made from',
    text: `${message}. No figure is shown and nothing is recorded until that is settled. ${TELL} ${remedy}`,
    isUrgent: true,
  };
}

function damaged({ damage }: SystemStatus['log']): Banner | undefined {
  const [first] = damage;
  if (first === undefined) return undefined;
  const where =
    first.position === null
      ? first.what
      : `at log position ${position(first.position)}${first.stream === null ? '' : ` in ${first.stream}`} ${first.what}`;
  const others = damage.length - 1;
  const more = others === 0 ? '' : `, and ${counted(others, 'more place is', 'more places are')} damaged`;
  return {
    title: 'The event log is damaged',
    text: `Part of it is not what was recorded: ${where}${more}. Figures that rest on it may be wrong from now on. ${TELL}`,
    isUrgent: true,
  };
}

/** How far the log goes on beyond the figures, as it ends now. */
function beyond({ head, lag }: SystemStatus): string {
  if (head === null) return 'How far the log goes on after that is not known: it cannot be read.';
  return lag === 0 ? '' : `The log goes on to position ${position(head)}.`;
}

function stateOf(status: SystemStatus): Banner | undefined {
  const { state, problem } = status;
  const upTo = [CORRECT_UP_TO, beyond(status)].filter(Boolean).join(' ');
  switch (state) {
    case 'live':
    case 'damaged':
      return undefined;
    case 'stopped':
      return {
        title: 'Figures are not being updated',
        text:
          problem === null
            ? `A projection has stopped. ${upTo}`
            : `The projection “${problem.projection}” stopped at log position ${position(problem.position)}: ${problem.error}. ${upTo} ${TELL}`,
        isUrgent: true,
      };
    case 'held':
      return {
        title: 'Figures are not being updated at the moment',
        text: `${problem?.error ?? 'The event log does not answer'}. ${upTo} It goes on by itself once that is over.`,
        isUrgent: true,
      };
    case 'catching-up':
      if (status.lag === 0) {
        return {
          title: 'The event log is being looked at',
          text: 'All that is on record is in the figures; whether the log can be relied on is not known yet. It goes on by itself.',
          isUrgent: false,
        };
      }
      if (status.lag === null) {
        return {
          title: 'Figures may be catching up',
          text: 'Whether all that is on record is in the figures is not known yet. It goes on by itself.',
          isUrgent: false,
        };
      }
      return {
        title: 'Figures are catching up',
        text: 'There are events on record that are not yet in the figures. It goes on by itself.',
        isUrgent: false,
      };
  }
}
