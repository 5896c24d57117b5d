import type { FigureRecords } from '@praxis/contracts';
import type { Site } from './site.harness.js';

/** A figure of a report that says where its records are, with what they have to add up to. */
export interface LinkedFigure {
  /** Where in the report: `trend.3.coverage`. */
  readonly at: string;
  readonly records: string;
  readonly numerator: number;
  /** null for a count or a sum. */
  readonly denominator: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Every share, count, measurement and checklist item with a link, wherever it stands in the report. */
export function linkedFigures(report: unknown, at: readonly string[] = []): LinkedFigure[] {
  if (typeof report !== 'object' || report === null) return [];
  const inside = Object.entries(report).flatMap(([name, value]) => linkedFigures(value, [...at, name]));
  const figure = report as Fields;
  if (typeof figure['records'] !== 'string') return inside;
  return [{ at: at.join('.'), records: figure['records'], ...amountsOf(figure, at.join('.')) }, ...inside];
}

function amountsOf(figure: Fields, at: string): Pick<LinkedFigure, 'numerator' | 'denominator'> {
  const isMeasurement = 'periodStart' in figure;
  if (isMeasurement) return { numerator: figure['numerator'] as number, denominator: null };
  if ('denominator' in figure) {
    return { numerator: figure['numerator'] as number, denominator: figure['denominator'] as number };
  }
  const isChecklistItem = 'item' in figure && 'since' in figure;
  if (isChecklistItem) return { numerator: 1, denominator: null };
  if ('value' in figure) return { numerator: figure['value'] as number, denominator: null };
  throw new Error(`${at} has records, but is no kind of figure that is known here`);
}

/** All records behind a link, page by page, with the figure they say they are of. */
export async function everyRecord(site: Site, path: string): Promise<FigureRecords> {
  const records: FigureRecords['records'] = [];
  for (;;) {
    const response = await fetch(`${site.url}${path}&limit=1000&offset=${records.length}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const page = (await response.json()) as FigureRecords;
    records.push(...page.records);
    if (records.length >= page.total || page.records.length === 0) return { ...page, records };
  }
}

/** What is wrong between a figure and its records; nothing when they reconcile. */
export async function disagreement(site: Site, figure: LinkedFigure): Promise<string | undefined> {
  const found = await everyRecord(site, figure.records);
  const sum = found.records.reduce((total, { amount }) => total + amount, 0);
  const counted = found.records.filter(({ inDenominator }) => inDenominator).length;
  const keys = new Set(found.records.map(({ key }) => key));
  const wrong = [
    found.figure.numerator === figure.numerator ? [] : `numerator ${found.figure.numerator}, not ${figure.numerator}`,
    sum === figure.numerator ? [] : `the records add up to ${sum}, not ${figure.numerator}`,
    found.figure.denominator === figure.denominator
      ? []
      : `denominator ${found.figure.denominator}, not ${figure.denominator}`,
    figure.denominator === null || counted === figure.denominator ? [] : `${counted} records are in the denominator`,
    found.records.length === found.total ? [] : `${found.records.length} records, where it says ${found.total}`,
    keys.size === found.total ? [] : `only ${keys.size} different records`,
    found.reconciles ? [] : 'it says itself that it does not reconcile',
    found.records.every(({ events }) => events.length > 0) ? [] : 'a record has no event',
  ].flat();
  return wrong.length === 0 ? undefined : `${figure.at} (${figure.records}): ${wrong.join('; ')}`;
}

/** At most so many of a list, spread evenly over it. */
export function spread<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, index) => items[Math.floor(index * step)]!);
}
