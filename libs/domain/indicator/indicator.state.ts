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
      readonly measurements: ReadonlyMap<string, Measurement>;
      readonly annotations: ReadonlyMap<string, { readonly kind: string; readonly on: string }>;
    };

export type DefinedIndicator = Extract<IndicatorState, { status: 'defined' }>;

export const NO_INDICATOR: IndicatorState = { status: 'none' };

export function periodKey(period: { periodStart: string; periodEnd: string }): string {
  return `${period.periodStart} ${period.periodEnd}`;
}

export function evolveIndicator(state: IndicatorState, event: IndicatorEvent): IndicatorState {
  if (event.type === 'IndicatorDefined') {
    return {
      status: 'defined',
      definition: event.data,
      definedOn: event.effectiveAt,
      measurements: new Map(),
      annotations: new Map(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'IndicatorMeasured':
    case 'IndicatorMeasurementCorrected':
      return { ...state, measurements: new Map(state.measurements).set(periodKey(event.data), event.data) };
    case 'IndicatorAnnotated': {
      const annotation = { kind: event.data.kind, on: event.effectiveAt };
      return { ...state, annotations: new Map(state.annotations).set(event.data.annotationId, annotation) };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}
