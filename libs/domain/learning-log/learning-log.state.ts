import { PersistentMap } from '@praxis/event-sourcing';
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
      readonly reflected: { readonly impactRecorded: boolean } | undefined;
    }
  | { readonly kind: 'voided' };

/** The log of a worker is there from the beginning, and empty. */
export interface LearningLogState {
  readonly entries: PersistentMap<string, Entry>;
}

export const EMPTY_LEARNING_LOG: LearningLogState = { entries: PersistentMap.empty() };

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
      return { kind: 'certificate', on: event.effectiveAt, content: certificateContent(event.data), reflected };
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
