import { PersistentMap } from '@praxis/event-sourcing';
import type { FrameworkEvent } from './framework.events.js';

type Published = Extract<FrameworkEvent, { type: 'FrameworkPublished' }>['data'];
type Relation = Extract<FrameworkEvent, { type: 'FrameworkElementMapped' }>['data']['relation'];

export interface FrameworkVersion {
  /** As published: what a repeated publication is compared with. */
  readonly content: Published;
  /** Codes, for looking them up. */
  readonly elements: ReadonlySet<string>;
  readonly publishedOn: string;
  readonly supersededBy: string | undefined;
  readonly supersededOn: string | undefined;
}

export type FrameworkState =
  | { readonly status: 'none' }
  | {
      readonly status: 'published';
      readonly versions: PersistentMap<string, FrameworkVersion>;
      /** By {@link mappingKey}. */
      readonly mappings: PersistentMap<string, Relation>;
    };

export const NO_FRAMEWORK: FrameworkState = { status: 'none' };

const NOTHING_PUBLISHED = {
  versions: PersistentMap.empty<string, FrameworkVersion>(),
  mappings: PersistentMap.empty<string, Relation>(),
};

export function mappingKey(mapping: { element: string; toFrameworkId: string; toElement: string }): string {
  return `${mapping.element} ${mapping.toFrameworkId} ${mapping.toElement}`;
}

export function evolveFramework(state: FrameworkState, event: FrameworkEvent): FrameworkState {
  if (event.type === 'FrameworkPublished') {
    const { versions, mappings } = state.status === 'none' ? NOTHING_PUBLISHED : state;
    const version: FrameworkVersion = {
      content: event.data,
      elements: new Set(event.data.dimensions.flatMap(({ elements }) => elements.map(({ code }) => code))),
      publishedOn: event.effectiveAt,
      supersededBy: undefined,
      supersededOn: undefined,
    };
    return { status: 'published', versions: versions.with(event.data.version, version), mappings };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'FrameworkVersionSuperseded': {
      const version = state.versions.get(event.data.version);
      if (!version) return state;
      const superseded = { ...version, supersededBy: event.data.supersededBy, supersededOn: event.effectiveAt };
      return { ...state, versions: state.versions.with(event.data.version, superseded) };
    }
    case 'FrameworkElementMapped': {
      const mappings = state.mappings.with(mappingKey(event.data), event.data.relation);
      return { ...state, mappings };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}
