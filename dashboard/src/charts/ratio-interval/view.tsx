import type { Comparison } from '@praxis/contracts';
import { useId } from 'react';
import { ScrollRegion } from '../../figures/scroll-region.js';
import { INK, PALETTE } from '../palette.js';
import { prepareRatioInterval, type RatioInterval } from './prepare.js';

const WIDTH = 180;
const HEIGHT = 28;

/** The interval as a picture: the numbers are in the cell beside it. */
function Whiskers({ drawn }: { readonly drawn: NonNullable<RatioInterval['drawn']> }) {
  const x = (place: number) => 8 + place * (WIDTH - 16);
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <line x1={x(0.5)} x2={x(0.5)} y1="0" y2={HEIGHT} stroke={INK} strokeDasharray="3 3" />
      <line x1={x(drawn.from)} x2={x(drawn.to)} y1={middle} y2={middle} stroke={PALETTE.blue} strokeWidth="3" />
      <line
        x1={x(drawn.from)}
        x2={x(drawn.from)}
        y1={middle - 6}
        y2={middle + 6}
        stroke={PALETTE.blue}
        strokeWidth="2"
      />
      <line x1={x(drawn.to)} x2={x(drawn.to)} y1={middle - 6} y2={middle + 6} stroke={PALETTE.blue} strokeWidth="2" />
      <circle cx={x(drawn.at)} cy={middle} r="6" fill={PALETTE.blue} />
    </svg>
  );
}

/** Ways of comparing, each with what it cannot show: side by side, because no single one is the answer. */
export function ComparisonTable({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const caption = useId();
  return (
    <ScrollRegion labelledBy={caption}>
      <table className="govuk-table px-table px-comparisons">
        <caption id={caption} className="govuk-visually-hidden">
          Rate before and after the CPD began, by way of comparing
        </caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            <th scope="col" className="govuk-table__header">
              Compared
            </th>
            <th scope="col" className="govuk-table__header govuk-table__header--numeric">
              Before
            </th>
            <th scope="col" className="govuk-table__header govuk-table__header--numeric">
              After
            </th>
            <th scope="col" className="govuk-table__header">
              After ÷ before, 95% interval
            </th>
            <th scope="col" className="govuk-table__header">
              Reading
            </th>
            <th scope="col" className="govuk-table__header">
              What it cannot show
            </th>
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {comparisons.map(prepareRatioInterval).map((row) => (
            <tr key={row.id} className="govuk-table__row">
              <th scope="row" className="govuk-table__header px-table__row-header">
                <strong>{row.title}</strong>
                <span className="px-comparisons__months">{row.months}</span>
                <span className="px-comparisons__months">{row.method}</span>
              </th>
              <td className="govuk-table__cell govuk-table__cell--numeric">{row.before}</td>
              <td className="govuk-table__cell govuk-table__cell--numeric">{row.after}</td>
              <td className="govuk-table__cell px-comparisons__ratio">
                {row.drawn === null ? null : <Whiskers drawn={row.drawn} />}
                <span>{row.ratio}</span>
              </td>
              <td className="govuk-table__cell">{row.reading}</td>
              <td className="govuk-table__cell">{row.caution}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
