import type { EventToAppend } from '../event.js';

/** An event that stands for any, as it is appended: what is about one of them says so with `changes`. */
export function pinnedNote(n: number, changes: Partial<EventToAppend> = {}): EventToAppend {
  return {
    id: `event-${n}`,
    type: 'NotePinned',
    version: 1,
    effectiveAt: '2026-06-30',
    data: { words: n },
    metadata: {
      commandId: `command-${n}`,
      commandDigest: 'digest',
      correlationId: 'request-1',
      causationId: 'request-1',
      actor: { id: 'w-9', role: 'worker' },
      source: 'api',
    },
    ...changes,
  };
}
