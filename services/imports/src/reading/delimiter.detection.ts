import type { ImportLimits } from './import-limits.js';

/** What stands between the cells of a row: a spreadsheet of a country with decimal commas writes semicolons. */
export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
/** `sep=;` in the first line tells spreadsheets the delimiter, and is not shown by them as a row. */
const DECLARATION = /^"?sep=(?<delimiter>[,;\t])"?[,;\t]*$/i;

/**
 * Finds the delimiter of a text in its first lines, and gives the text without a line that only says it.
 *
 * @throws whatever reading the text throws
 */
export async function delimited(
  text: AsyncGenerator<string>,
  limits: ImportLimits,
): Promise<{ readonly delimiter: Delimiter; readonly text: AsyncGenerator<string> }> {
  let beginning = '';
  // Two lines, so that the header is among them whether or not the first line says the delimiter.
  while (lineFeedsIn(beginning) < 2 && beginning.length <= limits.maxRowLength) {
    const next = await text.next();
    if (next.done) break;
    beginning += next.value;
  }
  const end = beginning.indexOf('\n');
  const first = end === -1 ? beginning : beginning.slice(0, end);
  const declared = DECLARATION.exec(first)?.groups?.['delimiter'] as Delimiter | undefined;
  const without = declared === undefined ? beginning : beginning.slice(first.length + 1);
  return { delimiter: declared ?? mostFrequent(first), text: continued(without, text) };
}

function lineFeedsIn(text: string): number {
  return text.split('\n', 3).length - 1;
}

/** The one that cuts the header into most columns; names of columns hold none of them. */
function mostFrequent(header: string): Delimiter {
  const count = (delimiter: Delimiter) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

async function* continued(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (beginning !== '') yield beginning;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
