import { counted } from '@praxis/event-sourcing';
import type { EventReference, FigureRecords, RecordsQuery } from '@praxis/contracts';
import { ProblemException, problemOf } from '@praxis/http-problems';
import { eventsAt, metric, type EventReferenceRow } from '@praxis/metrics';
import { frameOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';
import type { CountedFigure, CountedRecord } from './figure-readers.js';
import { readerOf } from './openable-figures.js';

/**
 * The records behind one figure, with the events that made each. All of them are read, so that the totals are those of
 * the figure and not of a page; events are looked up for the page only.
 *
 * @throws {ProblemException} an unknown figure, filter or unit; SUPPRESSED when too few people stand behind the figure
 */
export async function recordsReport(query: RecordsQuery, ports: ReportPorts): Promise<FigureRecords> {
  const { unit, from, to, asAt, knownBy } = query;
  const read = readerOf(query);
  const scope = await resolveScope(defined({ unit, from, to, asAt, knownBy }), ports);
  const figure = await read(scope, query, ports);
  refuseSmallNumbers(figure, scope);
  const page = figure.records.slice(query.offset, query.offset + query.limit);
  const events = await eventsOf(page, ports);
  const numerator = figure.records.reduce((sum, { amount }) => sum + amount, 0);
  const denominator = figure.isShare ? figure.records.filter(({ inDenominator }) => inDenominator).length : null;
  const definition = metric(query.figure);
  return {
    frame: await frameOf(scope, definition ? [definition] : [], 0),
    figure: { id: query.figure, title: figure.title, numerator, denominator },
    columns: [...figure.columns],
    total: figure.records.length,
    offset: query.offset,
    reconciles: page.every(({ positions }) => positions.every((position) => events.has(position))),
    records: page.map(({ key, values, inNumerator, inDenominator, amount, positions }) => ({
      key,
      values,
      inNumerator,
      inDenominator,
      amount,
      events: positions.flatMap((position) => events.get(position) ?? []),
    })),
  };
}

function defined<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function refuseSmallNumbers(figure: CountedFigure, scope: ReportScope): void {
  const people = new Set(figure.records.flatMap(({ person }) => person ?? []));
  if (people.size === 0 || people.size >= scope.threshold) return;
  throw new ProblemException(
    problemOf(
      403,
      'SUPPRESSED',
      'This figure is withheld',
      `Fewer than ${counted(scope.threshold, 'person', 'people')} stand behind this figure`,
      {
        remedy: 'Choose a larger unit or a wider question.',
      },
    ),
  );
}

async function eventsOf(page: readonly CountedRecord[], ports: ReportPorts): Promise<Map<string, EventReference>> {
  const positions = [...new Set(page.flatMap((record) => record.positions))];
  if (positions.length === 0) return new Map();
  const rows = await run<EventReferenceRow>(ports.analytics, eventsAt(positions), 'events');
  return new Map(rows.map((row) => [row.event_position, referenceOf(row)]));
}

function referenceOf(row: EventReferenceRow): EventReference {
  return {
    position: row.event_position,
    stream: row.stream_id,
    revision: row.event_revision,
    type: row.event_type,
    effectiveAt: row.effective_on,
    recordedAt: row.recorded,
    recordedBy: row.actor_id,
    recordedByRole: row.actor_role,
    source: row.source,
  };
}
