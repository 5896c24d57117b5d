import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatReference, kindsReference } from '@praxis/imports';
import { renderCodes, renderEvents, renderMetrics } from './render-reference.js';
import { withSnippets, WITH_SNIPPETS } from './snippets.js';

/** A document, or the part of one between `<!-- name -->` and `<!-- /name -->`, that follows from something else. */
export interface GeneratedDocument {
  /** From the top of the project. */
  readonly file: string;
  readonly part?: string;
  /** @param now the document as it stands */
  readonly render: (now: string) => string;
}

export const GENERATED: readonly GeneratedDocument[] = [
  { file: 'docs/reference/events.md', render: renderEvents },
  { file: 'docs/reference/codes.md', render: renderCodes },
  { file: 'docs/reference/metrics.md', render: renderMetrics },
  { file: 'docs/reference/import-formats.md', part: 'kinds', render: () => kindsReference() },
  { file: 'docs/reference/import-formats.md', part: 'formats', render: () => formatReference() },
  ...WITH_SNIPPETS.map((file) => ({ file, render: withSnippets })),
];

/** What stands in the document now, and how it would be with what the declarations say. */
export function compare({ file, part, render }: GeneratedDocument): { readonly now: string; readonly right: string } {
  const now = readFileSync(pathOf(file), 'utf8');
  if (part === undefined) return { now, right: render(now) };
  const [before, rest] = now.split(`<!-- ${part} -->`);
  const after = rest?.split(`<!-- /${part} -->`)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has lost its marks <!-- ${part} -->`);
  return { now, right: `${before}<!-- ${part} -->\n\n${render(now)}\n\n<!-- /${part} -->${after}` };
}

export function write({ file }: GeneratedDocument, text: string): void {
  writeFileSync(pathOf(file), text);
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}
