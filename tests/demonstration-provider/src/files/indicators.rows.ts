import { BEGINNING, type Day, END, iso, MONTHS, monthStart } from '../calendar.js';
import type { Random } from '../chance/random.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { EXPOSURES, type IndicatorBlueprint, INDICATORS } from '../provider/indicators.js';
import type { Service } from '../provider/provider.js';
import { drawPlanted, type DrawSeries, plantedSeries } from '../truths/planted-series.js';
import { CORRECTED_MONTH, LATE_MONTH } from '../truths/planted-truths.js';
import type { Period } from '../truths/series-evidence.js';
import { RecordedRows } from './recorded-rows.js';

export function writeIndicators(out: OutputFolder, { blueprint, random }: Service): void {
  const original = blueprint.id.replace(/-\d+$/, '');
  for (const indicator of INDICATORS[original] ?? []) {
    const own = random.child(`indicator ${indicator.code}`);
    const draw = (factor: (month: Day) => number): DrawSeries => drawSeries(indicator, blueprint.places, factor);
    const planted = plantedSeries(blueprint.id, indicator.code);
    const series = planted ? drawPlanted(planted, draw, own) : draw(() => 1)(own);
    const rows = new RecordedRows('indicators');
    define(rows, blueprint.id, indicator);
    series.forEach((period, index) => {
      const month = MONTHS[index] ?? BEGINNING;
      measure(rows, { UNIT: blueprint.id, INDICATOR: indicator.code }, month, period, own, planted !== undefined);
    });
    rows.writeTo(out);
  }
}

function define(rows: RecordedRows<'indicators'>, unitId: string, indicator: IndicatorBlueprint): void {
  const { code, title, numerator, exposure, per, improvement, target } = indicator;
  rows.add(BEGINNING, {
    UNIT: unitId,
    INDICATOR: code,
    FACT: 'defined',
    DATE: iso(BEGINNING),
    TITLE: title,
    NUMERATORLABEL: numerator,
    DENOMINATORLABEL: EXPOSURES[exposure].label,
    PER: per,
    IMPROVEMENT: improvement,
    ...(target === undefined ? {} : { TARGET: target }),
    SOURCE: 'incident-log',
  });
}

function drawSeries(indicator: IndicatorBlueprint, places: number, factor: (month: Day) => number): DrawSeries {
  const { perPlaceAndDay } = EXPOSURES[indicator.exposure];
  return (random) =>
    MONTHS.map((month): Period => {
      const days = monthStart(month, 1) - month;
      const exposure = places * days * perPlaceAndDay * (1 + 0.02 * random.normal());
      const denominator = Math.max(4, Math.round(exposure * (indicator.exposure === 'survey' ? 1.6 : 1)));
      const rate = (indicator.rate / indicator.per) * factor(month);
      return {
        numerator:
          indicator.per === 100 && rate > 0.5 ? share(random, denominator, rate) : random.poisson(denominator * rate),
        denominator,
      };
    });
}

/** How many of so many, when each one may with the given chance. */
function share(random: Random, of: number, chance: number): number {
  let count = 0;
  for (let one = 0; one < of; one += 1) if (random.chance(chance)) count += 1;
  return count;
}

function measure(
  rows: RecordedRows<'indicators'>,
  of: { readonly UNIT: string; readonly INDICATOR: string },
  month: Day,
  period: Period,
  random: Random,
  planted: boolean,
): void {
  const end = monthStart(month, 1) - 1;
  const known = exception(of, month);
  const recorded = known?.recordedOn ?? (end === END ? END : end + random.int(3, 12));
  const corrected = known?.correctedOn ?? (!planted && random.chance(0.025) ? recorded + random.int(20, 120) : null);
  const right = known?.correctedNumerator ?? period.numerator;
  const first = known?.recordedNumerator ?? Math.max(0, right - random.int(1, 2));
  const common = {
    ...of,
    DATE: iso(end),
    PERIODSTART: iso(month),
    PERIODEND: iso(end),
    DENOMINATOR: period.denominator,
  };
  rows.add(recorded, { ...common, FACT: 'measured', NUMERATOR: corrected === null ? right : first });
  if (corrected !== null && first !== right) rows.add(corrected, { ...common, FACT: 'corrected', NUMERATOR: right });
}

interface Exception {
  readonly recordedOn: Day;
  readonly correctedOn: Day | null;
  readonly recordedNumerator?: number;
  readonly correctedNumerator?: number;
}

/** The planted late month and the planted correction. */
function exception(of: { readonly UNIT: string; readonly INDICATOR: string }, month: Day): Exception | undefined {
  const is = (planted: typeof LATE_MONTH | typeof CORRECTED_MONTH): boolean =>
    planted.unitId === of.UNIT && planted.indicator === of.INDICATOR && planted.month === month;
  if (is(CORRECTED_MONTH)) return CORRECTED_MONTH;
  return is(LATE_MONTH) ? { recordedOn: LATE_MONTH.recordedOn, correctedOn: null } : undefined;
}
