import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { code, id, label, rating } from '../fields.js';

export const FrameworkPublished = defineEvent('FrameworkPublished', {
  schema: z.strictObject({
    version: code(),
    title: label(),
    /** Lowest first; empty for a framework without levels. */
    levels: z.array(z.strictObject({ code: code(), label: label() })),
    dimensions: z.array(
      z.strictObject({
        code: code(),
        label: label(),
        /** Applies to the highest level only, with one descriptor instead of one per level. */
        seniorOnly: z.boolean(),
        elements: z.array(z.strictObject({ code: code(), label: label() })),
      }),
    ),
    ratingScale: z.array(z.strictObject({ value: rating(), label: label() })),
  }),
});

export const FrameworkVersionSuperseded = defineEvent('FrameworkVersionSuperseded', {
  schema: z.strictObject({ version: code(), supersededBy: code() }),
});

export const FrameworkElementMapped = defineEvent('FrameworkElementMapped', {
  schema: z.strictObject({
    element: code(),
    toFrameworkId: id(),
    toElement: code(),
    relation: z.enum(['exact', 'related']),
  }),
});

export const FRAMEWORK_EVENTS = [FrameworkPublished, FrameworkVersionSuperseded, FrameworkElementMapped] as const;
export type FrameworkEvent = EventOf<typeof FRAMEWORK_EVENTS>;
