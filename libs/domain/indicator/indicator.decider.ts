import type { DecisionContext } from '@praxis/event-sourcing';
import { recordedDay, refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { IndicatorCommand } from './indicator.commands.js';
import type { IndicatorEvent } from './indicator.events.js';
import {
  monthsOf,
  periodKey,
  type DefinedIndicator,
  type IndicatorState,
  type Measurement,
} from './indicator.state.js';

type Of<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

export function decideIndicator(
  command: IndicatorCommand,
  state: IndicatorState,
  context: DecisionContext,
): readonly IndicatorEvent[] {
  switch (command.type) {
    case 'DefineIndicator':
      return define(command, state, context);
    case 'RecordMeasurement':
      return recordMeasurement(command, defined(state), context);
    case 'CorrectMeasurement':
      return correctMeasurement(command, defined(state), context);
    case 'AnnotateIndicator':
      return annotate(command, defined(state), context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function define(
  { data }: Of<'DefineIndicator'>,
  state: IndicatorState,
  context: DecisionContext,
): readonly IndicatorEvent[] {
  const { on, ...definition } = data;
  requireNotInFuture('on', on, context);
  if (`${definition.unitId}-${definition.code}` !== context.id) {
    refuse('INDICATOR_ID_DIFFERS', 'An indicator goes by the id of its unit and its code', {
      field: 'code',
      remedy: `The id of this indicator is ${definition.unitId}-${definition.code}.`,
    });
  }
  if (state.status === 'none') return [{ type: 'IndicatorDefined', effectiveAt: on, data: definition }];
  if (sameContent(state.definition, definition)) return [];
  return refuse('INDICATOR_EXISTS', 'This indicator is already defined, in another way', {
    remedy: 'Figures before and after would not compare: define another indicator under a new code.',
  });
}

function recordMeasurement(
  { data }: Of<'RecordMeasurement'>,
  state: DefinedIndicator,
  context: DecisionContext,
): readonly IndicatorEvent[] {
  const measurement = soundMeasurement(data, state, context);
  const known = state.measurements.get(periodKey(data));
  if (known) {
    if (sameContent(known, measurement)) return [];
    refuse('MEASUREMENT_EXISTS', `The period from ${data.periodStart} to ${data.periodEnd} is already measured`, {
      field: 'periodStart',
      remedy: 'Correct the measurement.',
    });
  }
  const other = overlapping(data, state);
  if (other) {
    refuse('PERIODS_OVERLAP', `The period from ${other.periodStart} to ${other.periodEnd} is already measured`, {
      field: 'periodStart',
      remedy: 'Give a period that overlaps no other one.',
    });
  }
  return [{ type: 'IndicatorMeasured', effectiveAt: data.periodEnd, data: measurement }];
}

function overlapping(
  { periodStart, periodEnd }: Of<'RecordMeasurement'>['data'],
  state: DefinedIndicator,
): Measurement | undefined {
  for (const month of monthsOf({ periodStart, periodEnd })) {
    const other = state.byMonth
      .get(month)
      ?.findLast((known) => periodStart <= known.periodEnd && periodEnd >= known.periodStart);
    if (other) return other;
  }
  return undefined;
}

function correctMeasurement(
  { data }: Of<'CorrectMeasurement'>,
  state: DefinedIndicator,
  context: DecisionContext,
): readonly IndicatorEvent[] {
  const measurement = soundMeasurement(data, state, context);
  const known = state.measurements.get(periodKey(data));
  if (!known) {
    return refuse('MEASUREMENT_UNKNOWN', `No period from ${data.periodStart} to ${data.periodEnd} is measured`, {
      field: 'periodStart',
      remedy: 'Give exactly the period of the measurement to correct.',
    });
  }
  if (sameContent(known, measurement)) return [];
  return [{ type: 'IndicatorMeasurementCorrected', effectiveAt: data.periodEnd, data: measurement }];
}

function annotate(
  { data }: Of<'AnnotateIndicator'>,
  state: DefinedIndicator,
  context: DecisionContext,
): readonly IndicatorEvent[] {
  const { on, ...annotation } = data;
  requireNotInFuture('on', on, context);
  const known = state.annotations.get(annotation.annotationId);
  if (known) {
    if (known.kind === annotation.kind && known.on === on) return [];
    refuse('ANNOTATION_EXISTS', 'An annotation of this id was already made', {
      field: 'annotationId',
      remedy: 'Use a new id for a new annotation.',
    });
  }
  const { unitId, code } = state.definition;
  return [{ type: 'IndicatorAnnotated', effectiveAt: on, data: { unitId, code, ...annotation } }];
}

function defined(state: IndicatorState): DefinedIndicator {
  if (state.status === 'defined') return state;
  return refuse('INDICATOR_NOT_DEFINED', 'This indicator is not defined', { remedy: 'Define it first.' });
}

/** A missing denominator is not a denominator of zero, and neither gives a rate. */
function soundMeasurement(
  data: Of<'RecordMeasurement'>['data'],
  { definition }: DefinedIndicator,
  context: DecisionContext,
): Measurement {
  if (data.periodEnd < data.periodStart) {
    refuse('PERIOD_OUT_OF_ORDER', `The period ends on ${data.periodEnd}, before it begins`, {
      field: 'periodEnd',
      remedy: 'Give the last day of the period, on or after its first.',
    });
  }
  if (data.periodEnd > recordedDay(context)) {
    refuse('IN_THE_FUTURE', `The period ends on ${data.periodEnd}, after ${recordedDay(context)}`, {
      field: 'periodEnd',
      remedy: 'Measure a period once it has ended.',
    });
  }
  if (definition.denominator === null && data.denominator !== null) {
    refuse('DENOMINATOR_UNEXPECTED', 'This indicator is a plain count', {
      field: 'denominator',
      remedy: 'Leave the denominator out (null).',
    });
  }
  if (definition.denominator !== null && (data.denominator ?? 0) <= 0) {
    refuse('DENOMINATOR_MISSING', `This indicator is counted over ${definition.denominator}, of which there are none`, {
      field: 'denominator',
      remedy: 'Give a denominator greater than zero, or record no measurement for this period.',
    });
  }
  const { unitId, code } = definition;
  return { unitId, code, ...data };
}
