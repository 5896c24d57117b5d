import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { FrameworkCommand } from './framework.commands.js';
import type { FrameworkEvent } from './framework.events.js';
import { mappingKey, type FrameworkState, type FrameworkVersion } from './framework.state.js';

type Published = Extract<FrameworkState, { status: 'published' }>;
type Of<Type extends FrameworkCommand['type']> = Extract<FrameworkCommand, { type: Type }>;

export function decideFramework(
  command: FrameworkCommand,
  state: FrameworkState,
  context: DecisionContext,
): readonly FrameworkEvent[] {
  requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'PublishFramework':
      return publish(command, state);
    case 'SupersedeFrameworkVersion':
      return supersede(command, published(state));
    case 'MapFrameworkElement':
      return mapElement(command, published(state), context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function publish({ data }: Of<'PublishFramework'>, state: FrameworkState): readonly FrameworkEvent[] {
  const { on, ...content } = data;
  const known = state.status === 'published' ? state.versions.get(content.version) : undefined;
  if (known) {
    if (sameContent(known.content, content)) return [];
    refuse('VERSION_PUBLISHED', `Version ${content.version} is already published, with other content`, {
      field: 'version',
      remedy: 'A published version never changes: publish a new version and supersede this one.',
    });
  }
  requireUnique('levels', content.levels, (level) => level.code);
  requireUnique('dimensions', content.dimensions, (dimension) => dimension.code);
  requireUnique(
    'dimensions',
    content.dimensions.flatMap((dimension) => dimension.elements),
    (element) => element.code,
  );
  requireUnique('ratingScale', content.ratingScale, (step) => String(step.value));
  return [{ type: 'FrameworkPublished', effectiveAt: on, data: content }];
}

function supersede({ data }: Of<'SupersedeFrameworkVersion'>, state: Published): readonly FrameworkEvent[] {
  const { on, ...superseded } = data;
  const version = requireVersion(state, superseded.version, 'version');
  if (version.supersededBy === superseded.supersededBy) return [];
  if (version.supersededBy !== undefined) {
    refuse('VERSION_SUPERSEDED', `Version ${superseded.version} is superseded by ${version.supersededBy}`, {
      field: 'version',
      remedy: `Supersede ${version.supersededBy} instead.`,
    });
  }
  for (let later: string | undefined = superseded.supersededBy; later !== undefined;) {
    if (later === superseded.version) {
      refuse('SUPERSEDED_BY_ITSELF', `Version ${later} would be superseded by itself`, {
        field: 'supersededBy',
        remedy: 'Give the later of the two versions.',
      });
    }
    later = requireVersion(state, later, 'supersededBy').supersededBy;
  }
  return [{ type: 'FrameworkVersionSuperseded', effectiveAt: on, data: superseded }];
}

function mapElement(
  { data }: Of<'MapFrameworkElement'>,
  state: Published,
  context: DecisionContext,
): readonly FrameworkEvent[] {
  const { on, ...mapping } = data;
  const versions = [...state.versions.values()];
  if (!versions.some(({ elements }) => elements.has(mapping.element))) {
    refuse('ELEMENT_UNKNOWN', 'No published version has such an element', {
      field: 'element',
      remedy: 'Use the code of an element of a published version.',
    });
  }
  if (mapping.toFrameworkId === context.id && mapping.toElement === mapping.element) {
    refuse('MAPPED_TO_ITSELF', 'An element is not mapped to itself', {
      field: 'toElement',
      remedy: 'Name another element, or one of another framework.',
    });
  }
  if (state.mappings.get(mappingKey(mapping)) === mapping.relation) return [];
  return [{ type: 'FrameworkElementMapped', effectiveAt: on, data: mapping }];
}

function published(state: FrameworkState): Published {
  if (state.status === 'published') return state;
  return refuse('FRAMEWORK_NOT_PUBLISHED', 'No version of this framework is published', {
    remedy: 'Publish a version first.',
  });
}

function requireVersion(state: Published, version: string, field: string): FrameworkVersion {
  return (
    state.versions.get(version) ??
    refuse('VERSION_UNKNOWN', 'There is no such version', { field, remedy: 'Publish it first, or check its number.' })
  );
}

function requireUnique<Item>(field: string, items: readonly Item[], codeOf: (item: Item) => string): void {
  const seen = new Set<string>();
  for (const code of items.map(codeOf)) {
    if (seen.has(code)) {
      refuse('CODE_NOT_UNIQUE', `Code ${code} is used twice in this version`, {
        field,
        remedy: 'Give each level, dimension, element and rating a code of its own.',
      });
    }
    seen.add(code);
  }
}
