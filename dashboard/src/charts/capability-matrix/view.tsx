import type { CapabilityReport } from '@praxis/contracts';
import { useId, useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { FigureValue } from '../../figures/figure-value.js';
import { ScrollRegion } from '../../figures/scroll-region.js';
import { prepareCapabilityMatrix, SHADES, type CapabilityMatrix } from './prepare.js';

function Key() {
  return (
    <ul className="px-key" aria-label="Key">
      {SHADES.map(({ shade, label }) => (
        <li key={shade} className="px-key__item">
          <span className={`px-swatch px-shade--${shade}`} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** A heatmap that is a table: the number is in the cell, the shade only helps the eye. */
function Heatmap({ matrix }: { readonly matrix: CapabilityMatrix }) {
  const caption = useId();
  return (
    <ScrollRegion labelledBy={caption}>
      <table className="px-matrix">
        <caption id={caption} className="govuk-visually-hidden">
          Capability by unit and dimension
        </caption>
        <thead>
          <tr>
            <th scope="col">Unit</th>
            {matrix.columns.map((column) => (
              <th key={column.code} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{row.label}</th>
              {row.cells.map(({ cell, shade }, index) => (
                <td
                  key={matrix.columns[index]?.code}
                  className={shade === null ? 'px-shade--empty' : `px-shade--${shade}`}
                >
                  <FigureValue cell={cell} of={`${matrix.columns[index]?.label ?? ''}, ${row.label}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

export function CapabilityMatrixCard({
  report,
  filtered,
}: {
  readonly report: CapabilityReport;
  readonly filtered: boolean;
}) {
  const matrix = useMemo(() => prepareCapabilityMatrix(report), [report]);
  return (
    <FigureCard
      question="Where, and in what, are the gaps?"
      reading={matrix.reading}
      frame={report.frame}
      metrics={['capability']}
      state={figureState(
        report.matrix.flatMap((row) => row.cells.map((cell) => cell.capability)),
        filtered,
      )}
      chart={
        <>
          <Key />
          <Heatmap matrix={matrix} />
        </>
      }
      withheld={report.matrix.some((row) => row.cells.some((cell) => cell.capability.status === 'suppressed'))}
      wide
    />
  );
}
