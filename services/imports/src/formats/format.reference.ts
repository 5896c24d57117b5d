import type { CellField } from './cell.fields.js';
import type { FactMapping, OwnFormat } from './own-format.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

/** The part of docs/reference/import-formats.md that follows from the declarations, as Markdown. */
export function formatReference(formats: readonly OwnFormat[] = OWN_FORMATS): string {
  return formats.map(section).join('\n\n');
}

/** The formats at a glance: columns, and facts. */
export function kindsReference(formats: readonly OwnFormat[] = OWN_FORMATS): string {
  return table(
    ['Kind', 'Columns', 'Facts'],
    formats.map((format) => [
      format.kind.replace('-', ' '),
      `\`${columnNames(format).join()}\``,
      Object.keys(format.facts).join(', ') || 'one a row (no FACT column)',
    ]),
  );
}

function section(format: OwnFormat): string {
  const withFacts = format.columns.some(([name]) => name === 'FACT');
  return [
    `### ${format.kind}`,
    `${format.about} Version ${format.version}.`,
    table(
      ['Column', 'Meaning'],
      format.columns.map(([name, meaning, since = 1]) => [
        `\`${name}\``,
        since === 1 ? meaning : `${meaning} Since version ${since}.`,
      ]),
    ),
    withFacts ? 'Facts, and the columns each of them uses beside `FACT` and `RECORDED`:' : 'Columns of a row:',
    table(
      [...(withFacts ? ['FACT'] : []), 'Says', 'Filled', 'May be blank', 'Command'],
      Object.entries(format.facts).map(([name, fact]) => [
        ...(withFacts ? [`\`${name}\``] : []),
        fact.says,
        names(columnsOf(format, fact, true)),
        names(columnsOf(format, fact, false)),
        fact.command,
      ]),
    ),
  ].join('\n\n');
}

/** The columns a fact needs, or those it may leave blank, in the order of the file. */
export function columnsOf(format: OwnFormat, fact: FactMapping, needed: boolean): readonly string[] {
  const used = usedColumns(format, fact);
  return format.columns
    .map(([name]) => name)
    .filter((name) => name !== 'FACT' && name !== 'RECORDED' && used.get(name) === needed);
}

/** By column: whether it has to be filled. Columns that are not in it have to stay blank. */
export function usedColumns(format: OwnFormat, fact: FactMapping): ReadonlyMap<string, boolean> {
  const used = new Map<string, boolean>([['RECORDED', false]]);
  const note = (column: string, required: boolean) => used.set(column, required || used.get(column) === true);
  const add = (field: CellField) => {
    // A second column qualifies the first: it need not be filled where the first says everything.
    const [first, ...others] = field.columns;
    if (first !== undefined) note(first, field.required);
    for (const column of others) note(column, false);
  };
  // The day may stand on every row, even where the fact has none of its own.
  if (format.columns.some(([name]) => name === 'DATE')) note('DATE', false);
  if (format.columns.some(([name]) => name === 'FACT')) note('FACT', true);
  for (const field of Object.values(fact.repeats ?? {})) add({ ...field, required: false });
  for (const field of Object.values(fact.fields)) add(field);
  if (format.stream !== 'organisation') {
    add(format.stream);
    for (const column of format.stream.columns) note(column, true);
  }
  return used;
}

function names(columns: readonly string[]): string {
  return columns.map((column) => `\`${column}\``).join(', ') || '–';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
