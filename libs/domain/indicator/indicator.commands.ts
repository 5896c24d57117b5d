import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command } from '../declarations.js';
import { code, day, id } from '../fields.js';
import { IndicatorDefined, IndicatorMeasured } from './indicator.events.js';

const roles = ['quality-lead', 'data-steward', 'administrator'] as const;
const { unitId: _unit, code: _code, ...measurement } = IndicatorMeasured.schema.shape;

export const INDICATOR_COMMANDS = {
  DefineIndicator: command({
    summary: 'Define an indicator of a unit',
    roles,
    schema: z.strictObject({ ...IndicatorDefined.schema.shape, on: day() }),
    references: (data) => [{ kind: 'unit', id: data.unitId, field: 'unitId' }],
  }),
  RecordMeasurement: command({
    summary: "Record a period's measurement",
    roles,
    schema: z.strictObject(measurement),
  }),
  CorrectMeasurement: command({
    summary: "Correct a period's measurement",
    roles,
    schema: z.strictObject(measurement),
  }),
  AnnotateIndicator: command({
    summary: 'Annotate a day on the chart',
    roles,
    schema: z.strictObject({ annotationId: id(), kind: code(), on: day() }),
  }),
} as const;
export type IndicatorCommand = CommandOf<typeof INDICATOR_COMMANDS>;
