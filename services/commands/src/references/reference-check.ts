import { framework, organisation, ORGANISATION_ID, type FrameworkState, type OrganisationState } from '@praxis/domain';
import {
  AggregateView,
  RuleBroken,
  streamIdOf,
  type EventCodec,
  type EventStore,
  type Reference,
} from '@praxis/event-sourcing';

const STREAM_OF = {
  worker: 'worker',
  'role-profile': 'role-profile',
  indicator: 'indicator',
  improvement: 'improvement',
  learning: 'learning-log',
} as const;

const REMEDY = {
  unit: 'Open the unit first, or check its id in the list of units.',
  worker: 'Record that the worker joined first, or check the id.',
  framework: 'Publish this version of the framework first.',
  element: 'Use an element of a published version of the framework.',
  'role-profile': 'Define the role profile first.',
  indicator: 'Define the indicator first.',
  improvement: 'Propose the improvement first.',
  learning: 'Log the learning first.',
} as const;

/**
 * Checks that what a command speaks of exists. Existence is looked up outside the append's transaction: it is a guard
 * against typing errors, not an invariant. What was once found is remembered; units and frameworks are read afresh.
 */
export class ReferenceCheck {
  readonly #known = new Set<string>();
  readonly #organisation: AggregateView<OrganisationState>;
  readonly #frameworks = new Map<string, AggregateView<FrameworkState>>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
  ) {
    this.#organisation = new AggregateView(organisation, ORGANISATION_ID, store, codec);
  }

  /** @throws {RuleBroken} UNKNOWN_UNIT, UNKNOWN_WORKER, … for the first that does not exist */
  readonly check = async (references: readonly Reference[]): Promise<void> => {
    for (const reference of references) {
      if (await this.#exists(reference)) continue;
      const code = `UNKNOWN_${reference.kind.toUpperCase().replace('-', '_')}`;
      const name = reference.within ? `${reference.within} ${reference.id}` : reference.id;
      throw new RuleBroken(code, `There is no ${reference.kind.replace('-', ' ')} ${name}`, {
        field: reference.field,
        remedy: REMEDY[reference.kind],
      });
    }
  };

  async #exists(reference: Reference): Promise<boolean> {
    switch (reference.kind) {
      case 'unit':
        return this.#unitIsOpen(reference.id);
      case 'framework':
        return this.#frameworkHas(reference.id, (state) => state.versions.has(reference.within ?? ''));
      case 'element':
        return this.#frameworkHas(reference.within ?? '', (state) => hasElement(state, reference.id));
      default:
        return this.#streamExists(streamIdOf(STREAM_OF[reference.kind], reference.id));
    }
  }

  async #unitIsOpen(unitId: string): Promise<boolean> {
    const isOpen = (state: OrganisationState) =>
      state.status === 'registered' && state.units.get(unitId) !== undefined && !state.units.get(unitId)?.closedOn;
    return isOpen(this.#organisation.lastKnown) || isOpen(await this.#organisation.current());
  }

  async #frameworkHas(id: string, has: (state: Published) => boolean): Promise<boolean> {
    let view = this.#frameworks.get(id);
    if (!view) {
      view = new AggregateView(framework, id, this.store, this.codec);
      this.#frameworks.set(id, view);
    }
    const test = (state: FrameworkState) => state.status === 'published' && has(state);
    return test(view.lastKnown) || test(await view.current());
  }

  async #streamExists(streamId: string): Promise<boolean> {
    if (this.#known.has(streamId)) return true;
    for await (const _first of this.store.readStream(streamId)) {
      this.#known.add(streamId);
      return true;
    }
    return false;
  }
}

type Published = Extract<FrameworkState, { status: 'published' }>;

function hasElement(state: Published, element: string): boolean {
  for (const { content } of state.versions.values()) {
    if (content.dimensions.some((dimension) => dimension.elements.some(({ code }) => code === element))) return true;
  }
  return false;
}
