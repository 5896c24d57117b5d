import { canonicalJson, PersistentMap, PersistentSet } from '@praxis/event-sourcing';
import type { ImprovementEvent } from './improvement.events.js';

type Event<Type extends ImprovementEvent['type']> = Extract<ImprovementEvent, { type: Type }>;

export interface Question {
  readonly content: Event<'ImprovementQuestionRegistered'>['data'];
  readonly withdrawn: boolean;
}

interface Proposed {
  /** As proposed, but its text. */
  readonly proposal: Omit<Event<'ImprovementProposed'>['data'], 'aim'>;
  readonly proposedOn: string;
  readonly startedOn: string | undefined;
  /** By {@link linkKey}: the day the programme began. */
  readonly links: PersistentMap<string, string>;
  readonly questions: PersistentMap<string, Question>;
  readonly contributors: PersistentSet<string>;
  /** By {@link evaluationKey}. */
  readonly evaluations: PersistentSet<string>;
  readonly audiences: PersistentSet<string>;
}

export type ImprovementState =
  | { readonly status: 'none' }
  | ({ readonly status: 'open' } & Proposed)
  | ({
      readonly status: 'closed';
      readonly closedOn: string;
      readonly outcome: Event<'ImprovementClosed'>['data']['outcome'];
    } & Proposed);

export const NO_IMPROVEMENT: ImprovementState = { status: 'none' };

export function linkKey(link: { programmeId: string; indicatorUnitId: string; indicatorCode: string }): string {
  return `${link.programmeId} ${link.indicatorUnitId} ${link.indicatorCode}`;
}

export function evaluationKey(evaluation: Event<'ImprovementImpactEvaluated'>['data'], on: string): string {
  return canonicalJson([on, evaluation]);
}

export function evolveImprovement(state: ImprovementState, event: ImprovementEvent): ImprovementState {
  if (event.type === 'ImprovementProposed') return proposedFrom(event);
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ImprovementStarted':
      return { ...state, startedOn: event.effectiveAt };
    case 'ImprovementCpdLinked':
      return { ...state, links: state.links.with(linkKey(event.data), event.effectiveAt) };
    case 'ImprovementQuestionRegistered': {
      const question = { content: event.data, withdrawn: false };
      return { ...state, questions: state.questions.with(event.data.questionId, question) };
    }
    case 'ImprovementQuestionWithdrawn': {
      const question = state.questions.get(event.data.questionId);
      if (!question) return state;
      const withdrawn = { ...question, withdrawn: true };
      return { ...state, questions: state.questions.with(event.data.questionId, withdrawn) };
    }
    case 'ImprovementContributionRecognised':
      return { ...state, contributors: state.contributors.with(event.data.workerId) };
    case 'ImprovementImpactEvaluated': {
      const key = evaluationKey(event.data, event.effectiveAt);
      return { ...state, evaluations: state.evaluations.with(key) };
    }
    case 'ImprovementShared':
      return { ...state, audiences: state.audiences.with(event.data.audience) };
    case 'ImprovementClosed':
      return { ...state, status: 'closed', closedOn: event.effectiveAt, outcome: event.data.outcome };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function proposedFrom(event: Event<'ImprovementProposed'>): ImprovementState {
  const { aim: _aim, ...proposal } = event.data;
  return {
    status: 'open',
    proposal,
    proposedOn: event.effectiveAt,
    startedOn: undefined,
    links: PersistentMap.empty(),
    questions: PersistentMap.empty(),
    contributors: PersistentSet.empty(),
    evaluations: PersistentSet.empty(),
    audiences: PersistentSet.empty(),
  };
}
