import { PersistentMap, type TextForm } from '@praxis/event-sourcing';
import type { LearningLogEvent } from './learning-log.events.js';

type Event<Type extends LearningLogEvent['type']> = Extract<LearningLogEvent, { type: Type }>;

/** What an entry says without its personal texts, which are sealed once they are in the log. */
export type LearningContent = Omit<Event<'LearningLogged'>['data'], 'entryId' | 'title'>;
export type CertificateContent = Omit<Event<'CertificateRecorded'>['data'], 'title' | 'notes'>;

export type Entry =
  | {
      readonly kind: 'learning';
      readonly on: string;
      readonly content: LearningContent;
      readonly reflected: { readonly impactRecorded: boolean } | undefined;
    }
  | {
      readonly kind: 'certificate';
      readonly on: string;
      readonly content: CertificateContent;
      /** Whether it has a title or notes; what they say is sealed. */
      readonly hasText: boolean;
      readonly reflected: { readonly impactRecorded: boolean } | undefined;
    }
  | { readonly kind: 'voided' };

export type Standing = Exclude<Entry, { kind: 'voided' }>;

/** The log of a worker is there from the beginning, and empty. */
export interface LearningLogState {
  readonly entries: PersistentMap<string, Entry>;
}

/** Of learning, which is nearly all there is, the values alone; what it hardly ever has comes last. */
type Written =
  | readonly [
      on: string,
      reflected: Standing['reflected'] | 0,
      kind: LearningContent['kind'],
      planned: 0 | 1,
      minutes: number | null,
      participatoryMinutes: number | null,
      topics: LearningContent['topics'],
      rest?: Pick<LearningContent, 'elements' | 'programmeId'>,
    ]
  | readonly [on: string, reflected: Standing['reflected'] | 0, certificate: CertificateContent, hasText: 0 | 1]
  | readonly [];

const ENTRY_FORM: TextForm<Entry> = {
  write: (entry) => JSON.stringify(written(entry)),
  read: (text) => entryOf(JSON.parse(text) as Written),
};

function written(entry: Entry): Written {
  if (entry.kind === 'voided') return [];
  const { on, reflected = 0 } = entry;
  if (entry.kind === 'certificate') return [on, reflected, entry.content, entry.hasText ? 1 : 0];
  const { kind, planned, minutes, participatoryMinutes, topics, ...rest } = entry.content;
  const first = [on, reflected, kind, planned ? 1 : 0, minutes, participatoryMinutes, topics] as const;
  return rest.elements.length === 0 && rest.programmeId === null ? first : [...first, rest];
}

function entryOf(written: Written): Entry {
  if (written.length === 0) return { kind: 'voided' };
  const [on, reflection] = written;
  const reflected = reflection === 0 ? undefined : reflection;
  if (written.length === 4) {
    const [, , content, hasText] = written;
    return { kind: 'certificate', on, content, hasText: hasText === 1, reflected };
  }
  const [, , kind, planned, minutes, participatoryMinutes, topics, rest = NO_REST] = written;
  const content = { kind, planned: planned === 1, minutes, participatoryMinutes, topics, ...rest };
  return { kind: 'learning', on, content, reflected };
}

const NO_REST = { elements: [], programmeId: null };

export const EMPTY_LEARNING_LOG: LearningLogState = { entries: PersistentMap.packed(ENTRY_FORM) };

export function evolveLearningLog(state: LearningLogState, event: LearningLogEvent): LearningLogState {
  const entry = evolveEntry(state.entries.get(event.data.entryId), event);
  return entry ? { entries: state.entries.with(event.data.entryId, entry) } : state;
}

function evolveEntry(entry: Entry | undefined, event: LearningLogEvent): Entry | undefined {
  switch (event.type) {
    case 'LearningLogged':
      return {
        kind: 'learning',
        on: event.effectiveAt,
        content: learningContent(event.data),
        reflected: undefined,
      };
    case 'CertificateRecorded':
    case 'CertificateCorrected': {
      const reflected = entry && entry.kind !== 'voided' ? entry.reflected : undefined;
      const content = certificateContent(event.data);
      return { kind: 'certificate', on: event.effectiveAt, content, hasText: hasText(event.data), reflected };
    }
    case 'LearningReflectionAdded':
      if (!entry || entry.kind === 'voided') return entry;
      return { ...entry, reflected: { impactRecorded: event.data.impactRecorded } };
    case 'LearningCorrected': {
      if (entry?.kind !== 'learning') return entry;
      const { minutes, participatoryMinutes } = event.data;
      return { ...entry, on: event.effectiveAt, content: { ...entry.content, minutes, participatoryMinutes } };
    }
    case 'LearningVoided':
      return { kind: 'voided' };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

/** One of many thousands in memory: written out, it takes half of what the rest of a copied object would. */
export function learningContent(data: Event<'LearningLogged'>['data']): LearningContent {
  const { kind, planned, minutes, participatoryMinutes, programmeId } = data;
  const [topics, elements] = [sparing(data.topics), sparing(data.elements)];
  return { kind, planned, minutes, participatoryMinutes, topics, elements, programmeId };
}

const NONE: never[] = [];

/** All lists of nothing are one. */
function sparing<Item>(list: Item[]): Item[] {
  return list.length === 0 ? NONE : list;
}

export function certificateContent(data: Event<'CertificateRecorded'>['data']): CertificateContent {
  const { title: _title, notes: _notes, ...content } = data;
  return content;
}

export function hasText({ title, notes }: Event<'CertificateRecorded'>['data']): boolean {
  return title !== undefined || notes !== undefined;
}
