import { framework } from '@praxis/domain';
import type { CommandEntrance, StreamCommands } from '@praxis/event-sourcing';
import { LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS, RATING_SCALE } from '@praxis/frameworks';

/** Publishes the frameworks that are shipped as data. What is published already is left as it is. */
export async function publishFrameworks(entrance: CommandEntrance): Promise<void> {
  await entrance.execute(publishingFrameworks());
}

/** The commands of it, for whoever gives them among others. */
export function publishingFrameworks(): StreamCommands {
  const { id, version, title, dimensions } = LEADERSHIP_FRAMEWORK;
  const data = {
    version,
    title,
    levels: LEADERSHIP_LEVELS.map((level) => ({ code: level.id, label: level.label })),
    dimensions: dimensions.map(({ code, label, seniorOnly, elements }) => ({
      code,
      label,
      seniorOnly,
      elements: elements.map((element) => ({ code: element.code, label: element.label })),
    })),
    ratingScale: RATING_SCALE.values.map(({ value, label }) => ({ value, label })),
    on: '2020-01-01',
  };
  const envelope = {
    commandId: `publish-${id}-${version}`,
    command: { type: 'PublishFramework', data },
    actor: { id: 'praxis', role: 'administrator' as const },
    source: 'shipped',
  };
  return { aggregate: framework.name, id, envelopes: [envelope] };
}
