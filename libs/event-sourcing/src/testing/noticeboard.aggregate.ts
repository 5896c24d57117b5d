import { z } from 'zod';
import { command, RuleBroken, type Aggregate, type CommandOf } from '../aggregate.js';
import { defineEvent, type EventOf } from '../event-definition.js';

/** An aggregate that exists only to test the kernel: a board of at most three notes, each by an author. */
export const NoticeboardOpened = defineEvent('NoticeboardOpened', { schema: z.strictObject({ title: z.string() }) });
/** v1 had `writer`, v2 has `author`, v3 counts the note's words. */
export const NotePinned = defineEvent('NotePinned', {
  version: 3,
  schema: z.strictObject({ author: z.string(), words: z.int(), note: z.string().optional() }),
  personal: { note: 'author' },
  upcasters: {
    1: ({ writer, ...rest }) => ({ ...rest, author: writer ?? '' }),
    2: (data) => ({ ...data, words: 0 }),
  },
});
const EVENTS = [NoticeboardOpened, NotePinned] as const;
export type NoticeboardEvent = EventOf<typeof EVENTS>;

const COMMANDS = {
  OpenNoticeboard: command({ summary: 'Open', roles: ['worker'], schema: z.strictObject({ title: z.string() }) }),
  PinNote: command({
    summary: 'Pin a note',
    roles: ['worker', 'administrator'],
    schema: z.strictObject({ author: z.string(), note: z.string() }),
    personal: ['note'],
    references: (data) => [{ kind: 'worker', id: data.author, on: null, field: 'author' }],
  }),
  CopyNote: command({
    summary: 'Pin a note twice',
    roles: ['worker'],
    personal: ['note'],
    schema: z.strictObject({ author: z.string(), note: z.string() }),
  }),
} as const;
export type NoticeboardCommand = CommandOf<typeof COMMANDS>;

export interface NoticeboardState {
  readonly open: boolean;
  readonly notes: number;
  readonly authors: readonly string[];
}

export const noticeboard: Aggregate<NoticeboardState, NoticeboardEvent, NoticeboardCommand> = {
  name: 'noticeboard',
  plural: 'noticeboards',
  description: 'For tests of the kernel',
  events: EVENTS,
  commands: COMMANDS,
  initialState: { open: false, notes: 0, authors: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'NoticeboardOpened':
        return { ...state, open: true };
      case 'NotePinned':
        return { ...state, notes: state.notes + 1, authors: [...state.authors, event.data.author] };
      default:
        return event satisfies never;
    }
  },
  decide: (asked, state, { today: effectiveAt }) => {
    switch (asked.type) {
      case 'OpenNoticeboard':
        return state.open ? [] : [{ type: 'NoticeboardOpened', effectiveAt, data: asked.data }];
      case 'PinNote':
      case 'CopyNote': {
        const copies = asked.type === 'CopyNote' ? 2 : 1;
        if (!state.open) throw new RuleBroken('NOT_OPEN', 'The board is not open', { field: 'id', remedy: 'Open it.' });
        if (state.notes + copies > 3)
          throw new RuleBroken('BOARD_FULL', 'The board is full', { remedy: 'Take a note off.' });
        const { author, note } = asked.data;
        const pinned = { type: 'NotePinned', effectiveAt, data: { author, note, words: note.split(' ').length } };
        return Array.from({ length: copies }, () => structuredClone(pinned) as NoticeboardEvent);
      }
      default:
        return asked satisfies never;
    }
  },
};
