import type { FigureRecords } from '@praxis/contracts';
import { useId, useState } from 'react';
import { ScrollRegion } from '../../figures/scroll-region.js';
import { shortDay } from '../../format/date.format.js';
import { alike, counted } from '../../format/figure.format.js';
import { EventList } from './event-list.js';

type FigureRecord = FigureRecords['records'][number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Columns of every record, after those of its kind: counted, in the whole, adds, events. */
const OWN_COLUMNS = 4;

const isNumber = (value: string | number | null | undefined): boolean => typeof value === 'number';

type Written = (value: number) => string;

function Value({ value, written }: { readonly value: string | number | null | undefined; readonly written: Written }) {
  if (value === null || value === undefined) {
    return (
      <span className="px-symbol">
        <span aria-hidden="true">–</span> <span className="px-symbol__word">none</span>
      </span>
    );
  }
  if (typeof value === 'number') return written(value);
  return DAY.test(value) ? shortDay(value) : value;
}

function ValueCell({
  value,
  written,
  isFirst,
}: {
  readonly value: FigureRecord['values'][string] | undefined;
  readonly written: Written;
  readonly isFirst: boolean;
}) {
  if (isFirst) {
    return (
      <th scope="row" className="govuk-table__header px-table__row-header">
        <Value value={value} written={written} />
      </th>
    );
  }
  return (
    <td className={`govuk-table__cell${isNumber(value) ? ' govuk-table__cell--numeric' : ''}`}>
      <Value value={value} written={written} />
    </td>
  );
}

interface WrittenByColumn {
  of(column: string): Written;
  readonly amount: Written;
}

function writtenByColumn({ records }: FigureRecords): WrittenByColumn {
  const numbers = (column: string) =>
    records.map(({ values }) => values[column]).filter((each) => typeof each === 'number');
  return { of: (column) => alike(numbers(column)), amount: alike(records.map(({ amount }) => amount)) };
}

/** A record, and below it the events that made it, once they are asked for. */
function Rows({
  record,
  columns,
  written,
}: {
  readonly record: FigureRecord;
  readonly columns: FigureRecords['columns'];
  readonly written: WrittenByColumn;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr className="govuk-table__row">
        {columns.map(({ name }, index) => (
          <ValueCell key={name} value={record.values[name]} written={written.of(name)} isFirst={index === 0} />
        ))}
        <td className="govuk-table__cell">{record.inNumerator ? 'yes' : 'no'}</td>
        <td className="govuk-table__cell">{record.inDenominator ? 'yes' : 'no'}</td>
        <td className="govuk-table__cell govuk-table__cell--numeric">{written.amount(record.amount)}</td>
        <td className="govuk-table__cell">
          {record.events.length === 0 ? (
            'none'
          ) : (
            <button
              type="button"
              className="px-disclose"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              {counted(record.events.length, 'event')}
              <span className="govuk-visually-hidden"> of {record.key}</span>
            </button>
          )}
        </td>
      </tr>
      <tr id={id} hidden={!open} className="govuk-table__row">
        <td colSpan={columns.length + OWN_COLUMNS} className="govuk-table__cell">
          {open ? <EventList events={record.events} /> : null}
        </td>
      </tr>
    </>
  );
}

export function RecordsTable({ report }: { readonly report: FigureRecords }) {
  const caption = useId();
  const written = writtenByColumn(report);
  const numericColumns = new Set(
    report.columns
      .filter(({ name }) => report.records.some((record) => isNumber(record.values[name])))
      .map(({ name }) => name),
  );
  return (
    <ScrollRegion labelledBy={caption}>
      <table className="govuk-table px-table px-records">
        <caption id={caption} className="govuk-visually-hidden">
          Records behind {report.figure.title}
        </caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {report.columns.map(({ name, label }) => (
              <th
                key={name}
                scope="col"
                className={`govuk-table__header${numericColumns.has(name) ? ' govuk-table__header--numeric' : ''}`}
              >
                {label}
              </th>
            ))}
            <th scope="col" className="govuk-table__header">
              Counted
            </th>
            <th scope="col" className="govuk-table__header">
              In the whole
            </th>
            <th scope="col" className="govuk-table__header govuk-table__header--numeric">
              Adds
            </th>
            <th scope="col" className="govuk-table__header">
              Events
            </th>
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {report.records.map((record) => (
            <Rows key={record.key} record={record} columns={report.columns} written={written} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
