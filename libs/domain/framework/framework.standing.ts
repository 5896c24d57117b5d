import { standingBetween, STANDING, UNKNOWN, type Reference, type Standing } from '@praxis/event-sourcing';
import type { FrameworkState, FrameworkVersion } from './framework.state.js';

/** A version, named by `within`, stands from its publication until it is superseded. */
export function standingOfVersion(state: FrameworkState, reference: Reference): Standing {
  const version = state.status === 'published' ? state.versions.get(reference.within ?? '') : undefined;
  return version ? standingBetween(reference, version.publishedOn, version.supersededOn) : UNKNOWN;
}

/** An element is judged in the version that the command names, or in those that stand on the day. */
export function standingOfElement(state: FrameworkState, reference: Reference): Standing {
  if (state.status === 'none') return UNKNOWN;
  const named =
    reference.version === undefined ? [...state.versions.values()] : [state.versions.get(reference.version)];
  const having = named.filter((version) => version?.elements.has(reference.id)) as readonly FrameworkVersion[];
  const standings = having.map((version) => standingBetween(reference, version.publishedOn, version.supersededOn));
  if (standings.some(({ is }) => is === 'standing')) return STANDING;
  return standings.findLast(({ is }) => is === 'no-longer') ?? standings[0] ?? UNKNOWN;
}
