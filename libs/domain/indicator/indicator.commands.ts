import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, type DomainReference } from '../declarations.js';
import { codeOf, day, recordId } from '../fields.js';
import { IndicatorDefined, IndicatorMeasured } from './indicator.events.js';
import type { IndicatorState } from './indicator.state.js';

const roles = ['quality-lead', 'data-steward', 'administrator'] as const;
const { unitId: _unit, code: _code, ...measurement } = IndicatorMeasured.schema.shape;

/** The unit has to be open on one day of the period at least. */
const unitMeasured = (data: { periodStart: string; periodEnd: string }, _id: string, state: unknown) => {
  const indicator = state as IndicatorState;
  if (indicator.status === 'none') return [];
  const { periodStart: on, periodEnd: until } = data;
  return [
    { kind: 'unit', id: indicator.definition.unitId, on, until, field: 'periodStart' },
  ] satisfies DomainReference[];
};

export const INDICATOR_COMMANDS = {
  DefineIndicator: command({
    summary: 'Define an indicator of a unit',
    roles,
    schema: z.strictObject({ ...IndicatorDefined.schema.shape, on: day() }),
    references: (data) => [{ kind: 'unit', id: data.unitId, on: data.on, field: 'unitId' }],
  }),
  RecordMeasurement: command({
    summary: "Record a period's measurement",
    roles,
    schema: z.strictObject(measurement),
    references: unitMeasured,
  }),
  CorrectMeasurement: command({
    summary: "Correct a period's measurement",
    roles,
    schema: z.strictObject(measurement),
    references: unitMeasured,
  }),
  AnnotateIndicator: command({
    summary: 'Annotate a day on the chart',
    roles,
    makes: ['annotationId'],
    schema: z.strictObject({ annotationId: recordId(), kind: codeOf('annotation'), on: day() }),
  }),
} as const;
export type IndicatorCommand = CommandOf<typeof INDICATOR_COMMANDS>;
