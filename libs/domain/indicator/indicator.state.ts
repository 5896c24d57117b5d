import { PersistentList, PersistentMap } from '@praxis/event-sourcing';
import type { IndicatorEvent } from './indicator.events.js';

type Event<Type extends IndicatorEvent['type']> = Extract<IndicatorEvent, { type: Type }>;

export type Measurement = Event<'IndicatorMeasured'>['data'];

export type IndicatorState =
  | { readonly status: 'none' }
  | {
      readonly status: 'defined';
      readonly definition: Event<'IndicatorDefined'>['data'];
      readonly definedOn: string;
      /** By {@link periodKey}. */
      readonly measurements: PersistentMap<string, Measurement>;
      /** By {@link monthsOf} their periods, so that a new one is compared with few: no more fit in a month than it has days. */
      readonly byMonth: PersistentMap<number, PersistentList<Measurement>>;
      readonly annotations: PersistentMap<string, { readonly kind: string; readonly on: string }>;
    };

export type DefinedIndicator = Extract<IndicatorState, { status: 'defined' }>;

export const NO_INDICATOR: IndicatorState = { status: 'none' };

export function periodKey(period: { periodStart: string; periodEnd: string }): string {
  return `${period.periodStart} ${period.periodEnd}`;
}

/** Every month that a period has a day in, counted from the year 0. */
export function* monthsOf({ periodStart, periodEnd }: { periodStart: string; periodEnd: string }): Generator<number> {
  for (let month = monthOf(periodStart); month <= monthOf(periodEnd); month += 1) yield month;
}

function monthOf(day: string): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return year * 12 + month - 1;
}

export function evolveIndicator(state: IndicatorState, event: IndicatorEvent): IndicatorState {
  if (event.type === 'IndicatorDefined') {
    return {
      status: 'defined',
      definition: event.data,
      definedOn: event.effectiveAt,
      measurements: PersistentMap.empty(),
      byMonth: PersistentMap.empty(),
      annotations: PersistentMap.empty(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'IndicatorMeasured':
      return withMeasurement(state, event.data);
    case 'IndicatorMeasurementCorrected':
      return { ...state, measurements: state.measurements.with(periodKey(event.data), event.data) };
    case 'IndicatorAnnotated': {
      const annotation = { kind: event.data.kind, on: event.effectiveAt };
      return { ...state, annotations: state.annotations.with(event.data.annotationId, annotation) };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function withMeasurement(state: DefinedIndicator, measurement: Measurement): DefinedIndicator {
  let { byMonth } = state;
  for (const month of monthsOf(measurement)) {
    byMonth = byMonth.with(month, byMonth.get(month)?.with(measurement) ?? PersistentList.of(measurement));
  }
  return { ...state, byMonth, measurements: state.measurements.with(periodKey(measurement), measurement) };
}
