import { recordsPage } from '../search/report-search.js';
import { AppLink } from './app-link.js';
import type { Cell } from './table.model.js';

/** A figure as text: a link where it has records, a symbol and a word where there is no number. */
export function FigureValue({
  cell,
  of,
}: {
  readonly cell: Cell;
  /** What it is a figure of: in a list of links, away from its table or tile, the number alone says nothing. */
  readonly of: string;
}) {
  if (cell.word !== undefined) {
    return (
      <span className="px-symbol">
        <span aria-hidden="true">{cell.text}</span> <span className="px-symbol__word">{cell.word}</span>
      </span>
    );
  }
  const href = cell.href ?? (cell.records === undefined ? undefined : recordsPage(cell.records));
  if (href === undefined) return cell.text;
  return (
    <AppLink
      href={href}
      className="govuk-link px-opened"
      {...(cell.kind === 'figure' ? { label: `${cell.text}, ${of}` } : {})}
    >
      {cell.text}
    </AppLink>
  );
}
