import type { FigureRecords } from '@praxis/contracts';
import { useId } from 'react';
import { ScrollRegion } from '../../figures/scroll-region.js';
import { plain } from '../../format/figure.format.js';
import { EventList } from './event-list.js';

type FigureRecord = FigureRecords['records'][number];

const isNumber = (value: string | number | null | undefined): boolean => typeof value === 'number';

function Value({ value }: { readonly value: string | number | null | undefined }) {
  if (value === null || value === undefined) {
    return (
      <span className="px-symbol">
        <span aria-hidden="true">–</span> <span className="px-symbol__word">none</span>
      </span>
    );
  }
  return typeof value === 'number' ? plain(value) : value;
}

function Row({ record, columns }: { readonly record: FigureRecord; readonly columns: FigureRecords['columns'] }) {
  return (
    <tr className="govuk-table__row">
      {columns.map(({ name }, index) => {
        const value = record.values[name];
        const numeric = isNumber(value);
        return index === 0 ? (
          <th key={name} scope="row" className="govuk-table__header px-table__row-header">
            <Value value={value} />
          </th>
        ) : (
          <td key={name} className={`govuk-table__cell${numeric ? ' govuk-table__cell--numeric' : ''}`}>
            <Value value={value} />
          </td>
        );
      })}
      <td className="govuk-table__cell">{record.inNumerator ? 'yes' : 'no'}</td>
      <td className="govuk-table__cell">{record.inDenominator ? 'yes' : 'no'}</td>
      <td className="govuk-table__cell govuk-table__cell--numeric">{plain(record.amount)}</td>
      <td className="govuk-table__cell">
        <EventList events={record.events} of={record.key} />
      </td>
    </tr>
  );
}

export function RecordsTable({ report }: { readonly report: FigureRecords }) {
  const caption = useId();
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
            <Row key={record.key} record={record} columns={report.columns} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
