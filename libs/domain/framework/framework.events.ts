import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { frameworkCode, label, rating, referenceId } from '../fields.js';

export const FrameworkPublished = defineEvent('FrameworkPublished', {
  schema: z.strictObject({
    version: frameworkCode(),
    title: label(),
    /** Lowest first; empty for a framework without levels. */
    levels: z.array(z.strictObject({ code: frameworkCode(), label: label() })),
    dimensions: z.array(
      z.strictObject({
        code: frameworkCode(),
        label: label(),
        /** Applies to the highest level only, with one descriptor instead of one per level. */
        seniorOnly: z.boolean(),
        elements: z.array(z.strictObject({ code: frameworkCode(), label: label() })),
      }),
    ),
    ratingScale: z.array(z.strictObject({ value: rating(), label: label() })),
  }),
});

export const FrameworkVersionSuperseded = defineEvent('FrameworkVersionSuperseded', {
  schema: z.strictObject({ version: frameworkCode(), supersededBy: frameworkCode() }),
});

export const FrameworkElementMapped = defineEvent('FrameworkElementMapped', {
  schema: z.strictObject({
    element: frameworkCode(),
    toFrameworkId: referenceId(),
    toElement: frameworkCode(),
    relation: z.enum(['exact', 'related']),
  }),
});

export const FRAMEWORK_EVENTS = [FrameworkPublished, FrameworkVersionSuperseded, FrameworkElementMapped] as const;
export type FrameworkEvent = EventOf<typeof FRAMEWORK_EVENTS>;
