import { describe, expect, it } from 'vitest';
import { actionsReading, actionsTable } from '../../pages/checklist/actions.table.js';
import { checklistFixture } from '../../testing/fixtures/checklist.fixture.js';
import { prepareChecklistItems } from '../checklist-items/prepare.js';
import { checklistStatusOption } from './option.js';
import { prepareChecklistStatus } from './prepare.js';
import { STATUSES } from './status.js';

const report = checklistFixture();

describe('checklist items by status', () => {
  const model = prepareChecklistStatus(report);

  it('every item of every checklist has exactly one status in each month', () => {
    for (const index of model.months.keys()) {
      const sum = STATUSES.reduce((total, { id }) => total + (model.points[id][index]?.value ?? 0), 0);
      expect(sum).toBe(44);
    }
  });

  it('stacks the statuses in one fixed order, and never a score', () => {
    const series = checklistStatusOption(model).series as unknown as { name: string; stack: string }[];
    expect(series.map((one) => one.name)).toEqual([
      'In place',
      'Some progress',
      'Not started',
      'Not applicable',
      'Not assessed',
    ]);
    expect(new Set(series.map((one) => one.stack)).size).toBe(1);
    expect(`${model.reading} ${model.description}`).not.toMatch(/average|score/);
  });
});

describe('the eleven items', () => {
  it('an item in progress without an action is a gap in the plan', () => {
    expect(prepareChecklistItems(report).reading).toBe(
      '2 items are in progress without an open action: nobody has planned the next step.',
    );
    const planned = report.items.map((item) => ({ ...item, gaps: 0 }));
    expect(prepareChecklistItems({ items: planned }).reading).toBe('Every item in progress has an action with a date.');
  });

  it('a year before outside the period is not zero', () => {
    const short = report.items.map((item) => ({ ...item, history: item.history.slice(-3) }));
    expect(prepareChecklistItems({ items: short }).table.rows[0]?.cells[6]).toMatchObject({
      kind: 'none',
      word: 'not in the period',
    });
  });
});

describe('actions', () => {
  it('the longest overdue first, then what is due next', () => {
    const due = actionsTable(report).rows.map((row) => row.cells[4]?.text);
    expect(due).toEqual(['71', '63', '55', 'not overdue', 'not overdue']);
    expect(actionsReading(report)).toBe('3 actions are overdue, the oldest by 71 days.');
  });

  it('a moved day shows the first one and how often it moved', () => {
    const row = actionsTable(report).rows.find((candidate) => candidate.id === 'action-5');
    expect(row?.cells.map((cell) => cell.text)).toEqual([
      '5. CPD process',
      'Willow Court',
      'Overdue',
      '19 Sep 2026',
      '63',
      '1 Jul 2026',
      '2',
      '2 Apr 2026',
    ]);
  });

  it('none overdue is said as such', () => {
    const list = report.actions.list.filter((action) => action.state === 'open');
    expect(actionsReading({ actions: { ...report.actions, list } })).toBe('2 actions are open, and none is overdue.');
  });
});
