import { instantOn, type Actor, type DayOf } from '@praxis/event-sourcing';
import type { Held } from '../identity/held.rows.js';
import type { Identities } from '../identity/identities.js';
import type { Pseudonymise } from '../identity/source-ids.js';
import type { CurrentWorkforce } from '../workforce/current-workforce.js';
import type { Digest } from './command-ids.js';
import type { TimeSlices } from './time-slices.js';

/** Who imports, and how: what others gave is not told to everybody. See docs/adr/0008. */
export interface Asking {
  readonly actor: Actor;
  /** Then a guess at what others gave leaves no trace. */
  readonly isTrial: boolean;
}

/** What the plans of files need to know beside their rows. */
export interface TakingContext {
  /** The organisation that is imported into. Registered by the first file that needs it. */
  readonly organisation: { readonly id: string; readonly name: string };
  readonly pseudonymise: Pseudonymise;
  /** Whom the ids of files name. */
  readonly identities: Identities;
  /** Records that rows of this import are held for: what builds upon them is held too. */
  readonly heldRecords: Map<string, Held>;
  readonly digest: Digest;
  /** For whatever takes long. */
  readonly slices: TimeSlices;
  readonly workforce: CurrentWorkforce;
  /** Which day an instant is on where the organisation is. */
  readonly dayOf: DayOf;
  /** `YYYY-MM-DD`, by the clock, where the organisation is. */
  readonly today: string;
  /** `YYYY-MM-DD`: the day on which the file was received. Never after today. */
  readonly received: string;
}

/**
 * When the source recorded what it says, for the log: an instant of that day. Undefined for today, where the log's own
 * time is the right one and another might lie ahead.
 */
export function attestationOf(day: string, { today, dayOf }: Pick<TakingContext, 'today' | 'dayOf'>) {
  return day < today ? instantOn(day, dayOf) : undefined;
}
