import {
  improvement,
  indicator,
  labelKey,
  organisation,
  type ImprovementEvent,
  type IndicatorEvent,
  type OrganisationState,
} from '@praxis/domain';
import { AggregateView, streamIdOf, type EventCodec, type EventStore } from '@praxis/event-sourcing';

export interface IndicatorLabels {
  readonly title: string;
  readonly numerator: string;
  readonly denominator: string | null;
}

/**
 * Names of units, improvements and indicators. They are read from the log when a report is shown: the analytics store
 * holds ids only, so that no name has to be looked for in it. While the log cannot be reached, they are as last read.
 */
export interface Labels {
  organisation(): Promise<{ readonly name: string; readonly units: ReadonlyMap<string, string> }>;
  improvement(id: string): Promise<string>;
  indicator(unitId: string, code: string): Promise<IndicatorLabels>;
}

type Corrected = Parameters<typeof labelKey>[0];

export class LogLabels implements Labels {
  readonly #organisation: AggregateView<OrganisationState>;
  readonly #improvements = new Map<string, string>();
  readonly #indicators = new Map<string, IndicatorLabels>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    organisationId: string,
  ) {
    this.#organisation = new AggregateView(organisation, organisationId, store, codec);
  }

  async organisation() {
    const state = await this.#organisation.lastKnown();
    if (state.status === 'none') return { name: 'No organisation yet', units: new Map<string, string>() };
    return { name: state.name, units: new Map([...state.units].map(([id, unit]) => [id, unit.name.value])) };
  }

  async improvement(id: string): Promise<string> {
    return (await this.#corrected(improvement.name, id, 'title')) ?? this.#recordedTitle(id);
  }

  async #recordedTitle(id: string): Promise<string> {
    const known = this.#improvements.get(id);
    if (known !== undefined) return known;
    const event = (await this.#first(streamIdOf(improvement.name, id))) as ImprovementEvent | undefined;
    const title = event?.type === 'ImprovementProposed' ? event.data.title : id;
    if (event) this.#improvements.set(id, title);
    return title;
  }

  async indicator(unitId: string, code: string): Promise<IndicatorLabels> {
    const id = `${unitId}-${code}`;
    const recorded = await this.#recordedIndicator(id, code);
    const corrected = (field: 'title' | 'numerator' | 'denominator') => this.#corrected(indicator.name, id, field);
    return {
      title: (await corrected('title')) ?? recorded.title,
      numerator: (await corrected('numerator')) ?? recorded.numerator,
      denominator: recorded.denominator && ((await corrected('denominator')) ?? recorded.denominator),
    };
  }

  async #corrected(of: Corrected['of'], id: string, field: Corrected['field']): Promise<string | undefined> {
    const state = await this.#organisation.lastKnown();
    return state.status === 'none' ? undefined : state.correctedLabels.get(labelKey({ of, id, field }));
  }

  async #recordedIndicator(id: string, code: string): Promise<IndicatorLabels> {
    const known = this.#indicators.get(id);
    if (known !== undefined) return known;
    const event = (await this.#first(streamIdOf(indicator.name, id))) as IndicatorEvent | undefined;
    if (event?.type !== 'IndicatorDefined') return { title: code, numerator: 'Count', denominator: null };
    const { title, numerator, denominator } = event.data;
    this.#indicators.set(id, { title, numerator, denominator });
    return { title, numerator, denominator };
  }

  async #first(streamId: string): Promise<unknown> {
    for await (const stored of this.store.readStream(streamId)) return this.codec.decode(stored).event;
    return undefined;
  }
}
