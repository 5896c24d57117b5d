import type { ImprovementEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { improvementFacts } from './improvement-facts.projection.js';

const rows = factObjects(improvementFacts);
const of = (event: ImprovementEvent) => recorded(event, { streamId: 'improvement-fewer-falls' });
const on = '2026-03-31';
const unitId = 'meadow-view';
const subject = { improvement_id: 'fewer-falls', unit_id: 'meadow-view' };
const indicator = { indicatorUnitId: 'meadow-view', indicatorCode: 'falls' };
const ofIndicator = { indicator_unit_id: 'meadow-view', indicator: 'falls' };

describe('improvement facts', () => {
  it('hold an improvement from proposal to linked CPD and question', () =>
    givenEvents(rows, [
      of({ type: 'ImprovementProposed', effectiveAt: on, data: { unitId, title: 'Fewer falls', proposedBy: 'w-ada' } }),
      of({ type: 'ImprovementStarted', effectiveAt: on, data: { unitId } }),
      of({ type: 'ImprovementCpdLinked', effectiveAt: on, data: { unitId, programmeId: 'falls-2026', ...indicator } }),
      of({
        type: 'ImprovementQuestionRegistered',
        effectiveAt: on,
        data: {
          unitId,
          questionId: 'q-1',
          ...indicator,
          design: 'interrupted-time-series',
          baselineFrom: '2025-01-01',
          baselineTo: '2025-12-31',
          followUpFrom: '2026-01-01',
          followUpTo: '2026-12-31',
          expected: 'decrease',
          minimumMonths: 12,
        },
      }),
      of({
        type: 'ImprovementQuestionWithdrawn',
        effectiveAt: on,
        data: { unitId, questionId: 'q-1', reason: 'no-data' },
      }),
    ]).thenRows([
      { ...subject, kind: 'proposed', worker_id: 'w-ada' },
      { ...subject, kind: 'started' },
      { ...subject, kind: 'cpd-linked', programme_id: 'falls-2026', ...ofIndicator },
      { ...subject, kind: 'question-registered', ...ofIndicator, code: 'interrupted-time-series' },
      { ...subject, kind: 'question-withdrawn', code: 'no-data' },
    ]));

  it('hold contributions, what was found, and how it ended', () =>
    givenEvents(rows, [
      of({ type: 'ImprovementContributionRecognised', effectiveAt: on, data: { unitId, workerId: 'w-bo' } }),
      of({
        type: 'ImprovementImpactEvaluated',
        effectiveAt: on,
        data: { unitId, level: '4b', method: 'survey', judgedBy: 'quality-lead', respondents: 12, finding: 'improved' },
      }),
      of({ type: 'ImprovementShared', effectiveAt: on, data: { unitId, audience: 'sector' } }),
      of({ type: 'ImprovementClosed', effectiveAt: on, data: { unitId, outcome: 'sustained' } }),
    ]).thenRows([
      { ...subject, kind: 'contribution', worker_id: 'w-bo' },
      { ...subject, kind: 'evaluated', level: '4b', finding: 'improved', code: 'survey', judged_by: 'quality-lead' },
      { ...subject, kind: 'shared', code: 'sector' },
      { ...subject, kind: 'closed', code: 'sustained' },
    ]));
});
