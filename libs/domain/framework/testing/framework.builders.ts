import type { FrameworkEvent } from '../framework.events.js';

type Event<Type extends FrameworkEvent['type']> = Extract<FrameworkEvent, { type: Type }>;

export const frameworkPublished = (
  data: Partial<Event<'FrameworkPublished'>['data']> = {},
  on = '2024-01-01',
): Event<'FrameworkPublished'> => ({
  type: 'FrameworkPublished',
  effectiveAt: on,
  data: {
    version: '1',
    title: 'Leading well',
    levels: [{ code: 'front-line-worker', label: 'Front-line worker' }],
    dimensions: [
      {
        code: '1',
        label: 'Direction',
        seniorOnly: false,
        elements: [
          { code: '1.1', label: 'Purpose' },
          { code: '1.2', label: 'Planning' },
        ],
      },
    ],
    ratingScale: [
      { value: 1, label: 'Not yet' },
      { value: 2, label: 'Partly' },
      { value: 3, label: 'Mostly' },
      { value: 4, label: 'Fully' },
    ],
    ...data,
  },
});

export const versionSuperseded = (
  data: Partial<Event<'FrameworkVersionSuperseded'>['data']> = {},
  on = '2025-01-01',
): Event<'FrameworkVersionSuperseded'> => ({
  type: 'FrameworkVersionSuperseded',
  effectiveAt: on,
  data: { version: '1', supersededBy: '2', ...data },
});

export const elementMapped = (
  data: Partial<Event<'FrameworkElementMapped'>['data']> = {},
  on = '2025-01-01',
): Event<'FrameworkElementMapped'> => ({
  type: 'FrameworkElementMapped',
  effectiveAt: on,
  data: { element: '1.1', toFrameworkId: 'standards', toElement: 'P18', relation: 'related', ...data },
});
