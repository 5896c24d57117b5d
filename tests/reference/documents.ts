import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatReference, kindsReference } from '@praxis/imports';
import { renderEvents, renderMetrics } from './render-reference.js';

/** A document, or the part of one between `<!-- name -->` and `<!-- /name -->`, that follows from declarations. */
export interface GeneratedDocument {
  /** Below docs/. */
  readonly file: string;
  readonly part?: string;
  readonly render: () => string;
}

export const GENERATED: readonly GeneratedDocument[] = [
  { file: 'reference/events.md', render: renderEvents },
  { file: 'reference/metrics.md', render: renderMetrics },
  { file: 'reference/import-formats.md', part: 'kinds', render: kindsReference },
  { file: 'reference/import-formats.md', part: 'formats', render: formatReference },
];

/** What stands in the document now, and how it would be with what the declarations say. */
export function compare({ file, part, render }: GeneratedDocument): { readonly now: string; readonly right: string } {
  const now = readFileSync(pathOf(file), 'utf8');
  if (part === undefined) return { now, right: render() };
  const [before, rest] = now.split(`<!-- ${part} -->`);
  const after = rest?.split(`<!-- /${part} -->`)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/${file} has lost its marks <!-- ${part} -->`);
  return { now, right: `${before}<!-- ${part} -->\n\n${render()}\n\n<!-- /${part} -->${after}` };
}

export function write({ file }: GeneratedDocument, text: string): void {
  writeFileSync(pathOf(file), text);
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../docs/${file}`, import.meta.url));
}
