import type { ReportFrame } from '@praxis/contracts';
import { useSearch } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { reportSearch } from '../search/report-search.js';
import { DefinitionList } from './definition-list.js';
import { EmptyFigure } from './empty-figure.js';
import { FigureNotes } from './figure-notes.js';
import type { FigureState } from './figure-state.js';
import { FigureTable } from './figure-table.js';
import type { TableModel } from './table.model.js';
import { Tabs } from './tabs.js';

export interface FigureCardProps {
  /** The heading says the question. */
  readonly question: string;
  /** What the figure says, in a sentence or two. */
  readonly reading: string;
  readonly frame: ReportFrame;
  /** Ids of the metrics shown: their definitions are the third face. */
  readonly metrics: readonly string[];
  readonly state: FigureState;
  readonly chart: ReactNode;
  /** Left out where the picture is itself a table with every value in it. */
  readonly table?: TableModel;
  readonly wide?: boolean;
  /** What has to be known to read the picture, such as an unfinished month. */
  readonly remark?: string | null;
  /** Whether a figure without a table has a withheld value; one with a table is looked through. */
  readonly withheld?: boolean;
}

function Faces({ question, frame, metrics, chart, table }: FigureCardProps) {
  const view = useSearch({ strict: false, select: (search) => reportSearch(search).view });
  const definitions = frame.definitions.filter((definition) => metrics.includes(definition.id));
  const tabs = [
    { id: 'chart', label: table === undefined ? 'Figures' : 'Chart', panel: chart },
    ...(table === undefined
      ? []
      : [{ id: 'table', label: 'Table', panel: <FigureTable model={table} captionHidden /> }]),
    ...(definitions.length === 0
      ? []
      : [{ id: 'definition', label: 'Definition', panel: <DefinitionList definitions={definitions} /> }]),
  ];
  const only = tabs.length === 1 ? tabs[0] : undefined;
  if (only !== undefined) return only.panel;
  const first = view === 'table' && table !== undefined ? 'table' : 'chart';
  return <Tabs key={first} label={question} tabs={tabs} first={first} />;
}

/** One question, its answer in words, and the figure as chart, table and definition. */
export function FigureCard(props: FigureCardProps) {
  const heading = useId();
  const { question, reading, frame, metrics, state, table, wide = false, remark } = props;
  const withheld =
    props.withheld ?? table?.rows.some((row) => row.cells.some((cell) => cell.kind === 'suppressed')) ?? false;
  return (
    <section className={`px-card${wide ? ' px-card--wide' : ''}`} aria-labelledby={heading}>
      <h2 className="px-card__question" id={heading}>
        {question}
      </h2>
      {state === 'data' ? (
        <>
          <p className="px-card__reading">{reading}</p>
          <Faces {...props} />
          {typeof remark === 'string' ? <p className="px-card__remark">{remark}</p> : null}
        </>
      ) : (
        <EmptyFigure state={state} />
      )}
      <FigureNotes frame={frame} metrics={metrics} withheld={withheld} />
    </section>
  );
}
