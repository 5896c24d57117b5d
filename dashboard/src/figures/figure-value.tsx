import { recordsPage } from '../search/report-search.js';
import { AppLink } from './app-link.js';
import type { Cell } from './table.model.js';

/** A figure as text: a link where it has records, a symbol and a word where there is no number. */
export function FigureValue({ cell }: { readonly cell: Cell }) {
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
    <AppLink href={href} className="govuk-link px-opened">
      {cell.text}
    </AppLink>
  );
}
