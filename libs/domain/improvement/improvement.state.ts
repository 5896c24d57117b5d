import { canonicalJson } from '@praxis/event-sourcing';
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
  readonly links: ReadonlyMap<string, string>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly contributors: ReadonlySet<string>;
  /** By {@link evaluationKey}. */
  readonly evaluations: ReadonlySet<string>;
  readonly audiences: ReadonlySet<string>;
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
      return { ...state, links: new Map(state.links).set(linkKey(event.data), event.effectiveAt) };
    case 'ImprovementQuestionRegistered': {
      const question = { content: event.data, withdrawn: false };
      return { ...state, questions: new Map(state.questions).set(event.data.questionId, question) };
    }
    case 'ImprovementQuestionWithdrawn': {
      const question = state.questions.get(event.data.questionId);
      if (!question) return state;
      const withdrawn = { ...question, withdrawn: true };
      return { ...state, questions: new Map(state.questions).set(event.data.questionId, withdrawn) };
    }
    case 'ImprovementContributionRecognised':
      return { ...state, contributors: new Set(state.contributors).add(event.data.workerId) };
    case 'ImprovementImpactEvaluated': {
      const key = evaluationKey(event.data, event.effectiveAt);
      return { ...state, evaluations: new Set(state.evaluations).add(key) };
    }
    case 'ImprovementShared':
      return { ...state, audiences: new Set(state.audiences).add(event.data.audience) };
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
    links: new Map(),
    questions: new Map(),
    contributors: new Set(),
    evaluations: new Set(),
    audiences: new Set(),
  };
}
