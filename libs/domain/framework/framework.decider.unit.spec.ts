import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { framework } from './framework.aggregate.js';
import type { FrameworkCommand } from './framework.commands.js';
import { elementMapped, frameworkPublished, versionSuperseded } from './testing/framework.builders.js';

type Of<Type extends FrameworkCommand['type']> = Extract<FrameworkCommand, { type: Type }>;

const first = frameworkPublished();
const second = frameworkPublished({ version: '2' }, '2025-01-01');

describe('publishing a version', () => {
  const publish = (data: Partial<Of<'PublishFramework'>['data']> = {}): Of<'PublishFramework'> => ({
    type: 'PublishFramework',
    data: { ...first.data, on: '2024-01-01', ...data },
  });
  const dimension = (code: string, ...elements: string[]) => ({
    code,
    label: code,
    seniorOnly: false,
    elements: elements.map((element) => ({ code: element, label: element })),
  });

  it('publishes it', () => given(framework, []).when(publish()).then([first]));
  it('publishes a second version beside the first', () =>
    given(framework, [first])
      .when(publish({ version: '2', on: '2025-01-01' }))
      .then([second]));
  it('publishes a framework without levels', () =>
    given(framework, [])
      .when(publish({ levels: [] }))
      .then([frameworkPublished({ levels: [] })]));
  it('has nothing to do when the version is published with the same content', () =>
    given(framework, [first])
      .when(publish({ on: '2024-05-01' }))
      .thenNothing());
  it('never changes a published version', () =>
    given(framework, [first])
      .when(publish({ title: 'Leading better' }))
      .thenRefused('VERSION_PUBLISHED'));
  it('is refused when two dimensions have an element of the same code', () =>
    given(framework, [])
      .when(publish({ dimensions: [dimension('1', '1.1'), dimension('2', '1.1')] }))
      .thenRefused('CODE_NOT_UNIQUE'));
  it('is refused when two dimensions have the same code', () =>
    given(framework, [])
      .when(publish({ dimensions: [dimension('1', '1.1'), dimension('1', '1.2')] }))
      .thenRefused('CODE_NOT_UNIQUE'));
  it('is refused in the future', () =>
    given(framework, [])
      .when(publish({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('superseding a version', () => {
  const supersede = (version: string, supersededBy: string): FrameworkCommand => ({
    type: 'SupersedeFrameworkVersion',
    data: { version, supersededBy, on: '2025-01-01' },
  });

  it('supersedes it', () => given(framework, [first, second]).when(supersede('1', '2')).then([versionSuperseded()]));
  it('has nothing to do when it is superseded by that one', () =>
    given(framework, [first, second, versionSuperseded()]).when(supersede('1', '2')).thenNothing());
  it('is refused when it is superseded by another one', () =>
    given(framework, [first, second, frameworkPublished({ version: '3' }), versionSuperseded()])
      .when(supersede('1', '3'))
      .thenRefused('VERSION_SUPERSEDED'));
  it('is refused for a version that is not published', () =>
    given(framework, [second]).when(supersede('1', '2')).thenRefused('VERSION_UNKNOWN'));
  it('is refused by a version that is not published', () =>
    given(framework, [first]).when(supersede('1', '2')).thenRefused('VERSION_UNKNOWN'));
  it('is refused by itself', () =>
    given(framework, [first]).when(supersede('1', '1')).thenRefused('SUPERSEDED_BY_ITSELF'));
  it('is refused by a version it superseded', () =>
    given(framework, [first, second, versionSuperseded()])
      .when(supersede('2', '1'))
      .thenRefused('SUPERSEDED_BY_ITSELF'));
  it('needs a published framework', () =>
    given(framework, []).when(supersede('1', '2')).thenRefused('FRAMEWORK_NOT_PUBLISHED'));
});

describe('mapping an element', () => {
  const map = (data: Partial<Of<'MapFrameworkElement'>['data']> = {}): Of<'MapFrameworkElement'> => ({
    type: 'MapFrameworkElement',
    data: { ...elementMapped().data, on: '2025-01-01', ...data },
  });

  it('maps it', () => given(framework, [first]).when(map()).then([elementMapped()]));
  it('maps it again with another relation', () =>
    given(framework, [first, elementMapped()])
      .when(map({ relation: 'exact' }))
      .then([elementMapped({ relation: 'exact' })]));
  it('has nothing to do when it is mapped', () => given(framework, [first, elementMapped()]).when(map()).thenNothing());
  it('is refused for an element that no version has', () =>
    given(framework, [first])
      .when(map({ element: '9.9' }))
      .thenRefused('ELEMENT_UNKNOWN'));
  it('maps it to another element of the same framework, and to the same code in another', () => {
    given(framework, [first], { id: 'standards' }).when(map()).then([elementMapped()]);
    given(framework, [first])
      .when(map({ toElement: '1.1' }))
      .then([elementMapped({ toElement: '1.1' })]);
  });
  it('is refused to itself', () =>
    given(framework, [first], { id: 'standards' })
      .when(map({ toElement: '1.1' }))
      .thenRefused('MAPPED_TO_ITSELF'));
  it('needs a published framework', () => given(framework, []).when(map()).thenRefused('FRAMEWORK_NOT_PUBLISHED'));
});
