import { DOMAIN, type Answering, type ReferenceKind } from '@praxis/domain';
import {
  AggregateView,
  RuleBroken,
  streamIdOf,
  type EventCodec,
  type EventStore,
  type Reference,
} from '@praxis/event-sourcing';

/** Streams whose state is kept, so that a thousand commands about one unit do not read it a thousand times. */
const KEPT_VIEWS = 2_000;

/**
 * Checks that what a command speaks of exists, by asking the aggregate that answers for its kind. Existence is looked
 * up outside the append's transaction: it is a guard against typing errors, not an invariant.
 */
export class ReferenceCheck {
  readonly #views = new Map<string, AggregateView<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
  ) {}

  /** @throws {RuleBroken} UNKNOWN_UNIT, UNKNOWN_WORKER, … for the first that does not exist */
  readonly check = async (references: readonly Reference[]): Promise<void> => {
    for (const reference of references) {
      const answering = DOMAIN.answers[reference.kind as ReferenceKind];
      const view = this.#view(answering, answering.answer.streamOf(reference));
      const exists = (state: unknown) => answering.answer.exists(state, reference);
      if (exists(view.lastKnown) || exists(await view.current())) continue;
      const code = `UNKNOWN_${reference.kind.toUpperCase().replace('-', '_')}`;
      const name = reference.within ? `${reference.within} ${reference.id}` : reference.id;
      throw new RuleBroken(code, `There is no ${reference.kind.replace('-', ' ')} ${name}`, {
        field: reference.field,
        remedy: answering.answer.remedy,
      });
    }
  };

  #view({ aggregate }: Answering, id: string): AggregateView<unknown> {
    const streamId = streamIdOf(aggregate.name, id);
    const known = this.#views.get(streamId);
    if (known) return known;
    const [oldest] = this.#views.keys();
    if (oldest !== undefined && this.#views.size >= KEPT_VIEWS) this.#views.delete(oldest);
    const view = new AggregateView(aggregate, id, this.store, this.codec);
    this.#views.set(streamId, view);
    return view;
  }
}
