import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { factObjects } from '../../projections/testing/fact-objects.js';
import { formatReference, usedColumns } from '../../services/imports/src/formats/format.reference.js';
import type { OwnFormat } from '../../services/imports/src/formats/own-format.js';
import { mentoringFacts } from './mentoring-facts.projection.js';
import { mentoringMinutes, mentoringMinutesByMonth } from './mentoring-minutes.metric.js';
import { mentoring } from './mentoring.aggregate.js';
import type { MentoringEvent } from './mentoring.events.js';
import { mentoringFormat } from './mentoring.format.js';
import { MentoringPage } from './mentoring.page.js';

// What docs/how-to shows is taken from the files beside this one: it has to work.
const format = mentoringFormat as unknown as OwnFormat;

describe('the example projection', () => {
  const rows = factObjects(mentoringFacts);
  const of = (event: MentoringEvent) => recorded(event, { streamId: 'mentoring-m-1' });
  const subject = { mentoring_id: 'm-1', worker_id: 'w-ada' };

  // #region projection-spec
  it('holds agreements and meetings, without notes', () =>
    givenEvents(rows, [
      of({ type: 'MentoringAgreed', effectiveAt: '2026-01-05', data: { menteeId: 'w-ada', mentorId: 'w-sam' } }),
      of({
        type: 'MentoringMeetingHeld',
        effectiveAt: '2026-02-02',
        data: { menteeId: 'w-ada', meetingId: 'n-1', minutes: 45 },
      }),
    ]).thenRows([
      { ...subject, kind: 'agreed' },
      { ...subject, kind: 'held', minutes: 45 },
    ]));
  // #endregion
});

describe('the example format', () => {
  it('names commands that exist, and columns that it has', () => {
    const columns = format.columns.map(([name]) => name);
    for (const fact of Object.values(format.facts)) {
      expect(Object.keys(mentoring.commands)).toContain(fact.command);
      for (const column of usedColumns(format, fact).keys()) expect(columns).toContain(column);
    }
    expect(formatReference([format])).toContain('`met`');
  });
});

describe('the example metric', () => {
  it('takes every value as a typed parameter', () => {
    const { sql, parameters } = mentoringMinutesByMonth({ asAt: '2026-03-31', knownUntil: '2026-04-01' });
    const asked = [...sql.matchAll(/\{(\w+):/g)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(Object.keys(parameters)));
    expect(sql).toContain('marker = 0');
    expect(mentoringMinutes.id).toBe('mentoring-minutes');
  });
});

describe('the example page', () => {
  it('is busy until its answer is there', () => {
    const page = createElement(QueryClientProvider, { client: new QueryClient() }, createElement(MentoringPage));
    expect(renderToString(page)).toContain('aria-busy="true"');
  });
});
