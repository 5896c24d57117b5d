import { useId, useMemo, useState } from 'react';
import { FigureValue } from './figure-value.js';
import { ScrollRegion } from './scroll-region.js';
import { nextSorting, sortRows, type Sorting } from './sort-rows.js';
import type { Cell, Column, TableModel } from './table.model.js';

const ARROWS = { ascending: '▲', descending: '▼' } as const;

function Content({ cell, of }: { readonly cell: Cell; readonly of: string }) {
  if (cell.bar === undefined) return <FigureValue cell={cell} of={of} />;
  return (
    <span className="px-barred">
      <span className="px-bar" aria-hidden="true">
        <span className="px-bar__fill" style={{ inlineSize: `${cell.bar * 100}%` }} />
      </span>
      <span className="px-barred__number">
        <FigureValue cell={cell} of={of} />
      </span>
    </span>
  );
}

function HeaderCell({
  column,
  direction,
  onSort,
}: {
  readonly column: Column;
  readonly direction: Sorting['direction'] | undefined;
  readonly onSort: () => void;
}) {
  return (
    <th
      scope="col"
      className={`govuk-table__header${column.numeric === true ? ' govuk-table__header--numeric' : ''}`}
      {...(direction === undefined ? {} : { 'aria-sort': direction })}
    >
      <button type="button" className="px-sort" onClick={onSort}>
        {column.header}
        <span className="px-sort__arrow" aria-hidden="true">
          {direction === undefined ? '↕' : ARROWS[direction]}
        </span>
      </button>
    </th>
  );
}

function BodyCell({
  cell,
  column,
  row,
  isFirst,
}: {
  readonly cell: Cell;
  readonly column: Column;
  /** What the row is about, as its header says. */
  readonly row: string;
  readonly isFirst: boolean;
}) {
  if (isFirst) {
    return (
      <th scope="row" className="govuk-table__header px-table__row-header">
        <FigureValue cell={cell} of={column.header} />
      </th>
    );
  }
  return (
    <td className={`govuk-table__cell${column.numeric === true ? ' govuk-table__cell--numeric' : ''}`}>
      <Content cell={cell} of={`${column.header}, ${row}`} />
    </td>
  );
}

/** The equal twin of a chart: every value that is drawn, with its n and coverage, each a way to its records. */
export function FigureTable({
  model,
  captionHidden = false,
}: {
  readonly model: TableModel;
  readonly captionHidden?: boolean;
}) {
  const caption = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => sortRows(model.rows, sorting), [model.rows, sorting]);
  return (
    <ScrollRegion labelledBy={caption}>
      <table className="govuk-table px-table">
        <caption id={caption} className={captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption'}>
          {model.caption}
        </caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {model.columns.map((column, index) => (
              <HeaderCell
                key={column.id}
                column={column}
                direction={sorting?.column === index ? sorting.direction : undefined}
                onSort={() => setSorting(nextSorting(sorting, index, column.numeric === true))}
              />
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {rows.map((row) => (
            <tr key={row.id} className="govuk-table__row">
              {model.columns.map((column, index) => {
                const cell = row.cells[index];
                return cell === undefined ? null : (
                  <BodyCell
                    key={column.id}
                    cell={cell}
                    column={column}
                    row={row.cells[0]?.text ?? ''}
                    isFirst={index === 0}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {model.truncated === undefined ? null : <p className="govuk-hint px-small">{model.truncated}</p>}
    </ScrollRegion>
  );
}
