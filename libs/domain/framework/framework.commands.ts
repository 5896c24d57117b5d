import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command } from '../declarations.js';
import { day } from '../fields.js';
import { FrameworkElementMapped, FrameworkPublished, FrameworkVersionSuperseded } from './framework.events.js';

const roles = ['administrator', 'data-steward'] as const;

export const FRAMEWORK_COMMANDS = {
  PublishFramework: command({
    summary: 'Publish a version of a framework; a published version never changes',
    roles,
    schema: z.strictObject({ ...FrameworkPublished.schema.shape, on: day() }),
  }),
  SupersedeFrameworkVersion: command({
    summary: 'Say that a version is superseded by a later one',
    roles,
    schema: z.strictObject({ ...FrameworkVersionSuperseded.schema.shape, on: day() }),
  }),
  MapFrameworkElement: command({
    summary: 'Map an element to one of another framework',
    roles,
    schema: z.strictObject({ ...FrameworkElementMapped.schema.shape, on: day() }),
    references: (data) => [
      { kind: 'element', id: data.toElement, within: data.toFrameworkId, on: data.on, field: 'toElement' },
    ],
  }),
} as const;
export type FrameworkCommand = CommandOf<typeof FRAMEWORK_COMMANDS>;
