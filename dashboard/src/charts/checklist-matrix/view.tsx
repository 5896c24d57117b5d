import type { ChecklistReport } from '@praxis/contracts';
import { useId } from 'react';
import { AppLink } from '../../figures/app-link.js';
import { FigureCard } from '../../figures/figure-card.js';
import { listState } from '../../figures/figure-state.js';
import { ScrollRegion } from '../../figures/scroll-region.js';
import { shortDay } from '../../format/date.format.js';
import { counted } from '../../format/figure.format.js';
import { recordsPage } from '../../search/report-search.js';
import { STATUSES, statusOf } from '../checklist-status/status.js';

type Item = ChecklistReport['units'][number]['items'][number];

function StatusCell({ item, of }: { readonly item: Item | undefined; readonly of: string }) {
  const status = statusOf(item?.status ?? 'not-assessed');
  if (status === undefined) return <td />;
  const content = (
    <>
      <span className="px-status__icon" aria-hidden="true">
        {status.icon}
      </span>{' '}
      {status.label}
    </>
  );
  return (
    <td className={`px-status px-status--${status.id}`}>
      {item?.records == null ? (
        content
      ) : (
        <AppLink href={recordsPage(item.records)} label={`${status.label}, ${of}`}>
          {content}
        </AppLink>
      )}
      {item?.since == null ? null : <span className="px-status__since">since {shortDay(item.since)}</span>}
    </td>
  );
}

function Matrix({ report }: { readonly report: ChecklistReport }) {
  const caption = useId();
  return (
    <ScrollRegion labelledBy={caption}>
      <table className="px-matrix px-matrix--status">
        <caption id={caption} className="govuk-visually-hidden">
          Status of the eleven checklist items by unit
        </caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            {report.units.map((unit) => (
              <th key={unit.id} scope="col">
                {unit.label}
                <span className="px-matrix__under">
                  {unit.lastReviewed === null ? 'never reviewed' : `reviewed ${shortDay(unit.lastReviewed)}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.items.map(({ item, label }) => (
            <tr key={item}>
              <th scope="row">
                {item}. {label}
              </th>
              {report.units.map((unit) => (
                <StatusCell
                  key={unit.id}
                  item={unit.items.find((candidate) => candidate.item === item)}
                  of={`${label}, ${unit.label}`}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Widest matrix that can be read; what is left out is said, with the way to it. */
const UNITS_SHOWN = 12;

export function ChecklistMatrixCard({
  report,
  filtered,
}: {
  readonly report: ChecklistReport;
  readonly filtered: boolean;
}) {
  const shown = { ...report, units: report.units.slice(0, UNITS_SHOWN) };
  const left = report.units.length - shown.units.length;
  const inPlace = (unit: ChecklistReport['units'][number]) =>
    unit.items.filter((item) => item.status === STATUSES[0]?.id).length;
  const fewest = report.units.toSorted((one, other) => inPlace(one) - inPlace(other))[0];
  return (
    <FigureCard
      question="Which unit has which item in place?"
      reading={
        fewest === undefined
          ? ''
          : `Fewest in place: ${fewest.label}, ${inPlace(fewest)} of ${fewest.items.length}. ${counted(report.units.length, 'unit has', 'units have')} adopted the checklist.`
      }
      frame={report.frame}
      metrics={['checklist-items']}
      state={listState(report.units, filtered)}
      chart={<Matrix report={shown} />}
      remark={
        left > 0
          ? `${counted(left, 'more unit is', 'more units are')} not shown: choose a service to see its teams.`
          : null
      }
      wide
    />
  );
}
