import type { ImprovementEvent } from '../improvement.events.js';

type Event<Type extends ImprovementEvent['type']> = Extract<ImprovementEvent, { type: Type }>;

export const improvementProposed = (
  data: Partial<Event<'ImprovementProposed'>['data']> = {},
  on = '2025-01-10',
): Event<'ImprovementProposed'> => ({
  type: 'ImprovementProposed',
  effectiveAt: on,
  data: { unitId: 'meadow-view', title: 'Fewer falls', proposedBy: 'w-sam', ...data },
});

export const improvementStarted = (
  data: Partial<Event<'ImprovementStarted'>['data']> = {},
  on = '2025-02-01',
): Event<'ImprovementStarted'> => ({
  type: 'ImprovementStarted',
  effectiveAt: on,
  data: { unitId: 'meadow-view', ...data },
});

export const cpdLinked = (
  data: Partial<Event<'ImprovementCpdLinked'>['data']> = {},
  on = '2025-03-01',
): Event<'ImprovementCpdLinked'> => ({
  type: 'ImprovementCpdLinked',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    programmeId: 'moving-safely',
    indicatorUnitId: 'meadow-view',
    indicatorCode: 'falls',
    ...data,
  },
});

export const questionRegistered = (
  data: Partial<Event<'ImprovementQuestionRegistered'>['data']> = {},
  on = '2025-02-10',
): Event<'ImprovementQuestionRegistered'> => ({
  type: 'ImprovementQuestionRegistered',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    questionId: 'q-1',
    indicatorUnitId: 'meadow-view',
    indicatorCode: 'falls',
    design: 'interrupted-time-series',
    baselineFrom: '2024-01-01',
    baselineTo: '2025-02-28',
    followUpFrom: '2025-03-01',
    followUpTo: '2026-02-28',
    expected: 'decrease',
    minimumMonths: 12,
    ...data,
  },
});

export const questionWithdrawn = (
  data: Partial<Event<'ImprovementQuestionWithdrawn'>['data']> = {},
  on = '2025-04-01',
): Event<'ImprovementQuestionWithdrawn'> => ({
  type: 'ImprovementQuestionWithdrawn',
  effectiveAt: on,
  data: { unitId: 'meadow-view', questionId: 'q-1', reason: 'indicator-changed', ...data },
});

export const contributionRecognised = (
  data: Partial<Event<'ImprovementContributionRecognised'>['data']> = {},
  on = '2025-09-01',
): Event<'ImprovementContributionRecognised'> => ({
  type: 'ImprovementContributionRecognised',
  effectiveAt: on,
  data: { unitId: 'meadow-view', workerId: 'w-ada', ...data },
});

export const impactEvaluated = (
  data: Partial<Event<'ImprovementImpactEvaluated'>['data']> = {},
  on = '2026-03-01',
): Event<'ImprovementImpactEvaluated'> => ({
  type: 'ImprovementImpactEvaluated',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    level: '4b',
    method: 'spc',
    judgedBy: 'quality-lead',
    respondents: null,
    finding: 'improved',
    ...data,
  },
});

export const improvementShared = (
  data: Partial<Event<'ImprovementShared'>['data']> = {},
  on = '2026-03-10',
): Event<'ImprovementShared'> => ({
  type: 'ImprovementShared',
  effectiveAt: on,
  data: { unitId: 'meadow-view', audience: 'service', ...data },
});

export const improvementClosed = (
  data: Partial<Event<'ImprovementClosed'>['data']> = {},
  on = '2026-04-01',
): Event<'ImprovementClosed'> => ({
  type: 'ImprovementClosed',
  effectiveAt: on,
  data: { unitId: 'meadow-view', outcome: 'sustained', ...data },
});
