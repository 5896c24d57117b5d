import { DOMAIN, nameWords, worker } from '@praxis/domain';
import { ERASED, idInStream, type EventCodec, type EventStore, type StoredEvent } from '@praxis/event-sourcing';
import { z } from 'zod';

/** A text that stands readable in the log, with what gave it first. */
export interface ListedLabel {
  /** `label`, or `reference-id`: an id that the organisation gave to reference data. */
  readonly kind: string;
  readonly label: string;
  /** Type of the event. */
  readonly event: string;
  readonly stream: string;
  /** Whether a word of it is a name of somebody who is on record and was not erased. */
  readonly holdsName: boolean;
  /** The command that corrects it; null where it stays, as ids do. */
  readonly correction: string | null;
}

/** By the event that a label comes with. An id stays: streams, tables and files go by it. */
export const CORRECTIONS: Readonly<Record<string, string>> = {
  OrganisationRegistered: 'organisation.CorrectLabel',
  UnitOpened: 'organisation.RenameUnit',
  UnitRenamed: 'organisation.RenameUnit',
  CodeAdded: 'organisation.WithdrawCode',
  CodeWithdrawn: 'organisation.WithdrawCode',
  LabelCorrected: 'organisation.CorrectLabel',
  FrameworkPublished: 'framework.SupersedeFrameworkVersion',
  RoleProfileDefined: 'organisation.CorrectLabel',
  RoleProfileResponsibilityAdded: 'organisation.CorrectLabel',
  ImprovementProposed: 'organisation.CorrectLabel',
  IndicatorDefined: 'organisation.CorrectLabel',
};

const PAGE = 2_000;

/**
 * Lists every label of reference data and every id given to it: of what is typed, they alone are not sealed. Reads the
 * whole log. What is shipped with the product is left out.
 */
export async function listLabels(store: EventStore, codec: EventCodec): Promise<readonly ListedLabel[]> {
  const labels = new Map<string, Omit<ListedLabel, 'holdsName'>>();
  const names = new Map<string, readonly string[]>();
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, maxCount: PAGE });
    const last = page.at(-1);
    if (!last) break;
    after = last.position;
    for (const stored of page) {
      noteName(stored, codec, names);
      for (const label of labelsIn(stored, codec)) {
        const key = `${label.kind} ${label.label}`;
        if (!labels.has(key)) labels.set(key, label);
      }
    }
  }
  const known = new Set([...names.values()].flat());
  return [...labels.values()].map((one) => ({
    ...one,
    holdsName: nameWords(one.label).some((word) => known.has(word)),
  }));
}

/** Of somebody who was erased nothing can be opened any more. */
function noteName(stored: StoredEvent, codec: EventCodec, names: Map<string, readonly string[]>): void {
  if (stored.type !== 'WorkerDetailsRecorded') return;
  const { name } = codec.reveal(codec.decode(stored));
  if (typeof name === 'string' && name !== ERASED) names.set(idInStream(worker.name, stored.streamId), nameWords(name));
}

function labelsIn(stored: StoredEvent, codec: EventCodec): readonly Omit<ListedLabel, 'holdsName'>[] {
  const schema = SCHEMAS.get(stored.type);
  if (!schema || stored.metadata.source === 'shipped') return [];
  const { data } = codec.decode(stored).event;
  return readableIn(schema, data).map(({ kind, text }) => ({
    kind,
    label: text,
    event: stored.type,
    stream: stored.streamId,
    correction: kind === 'label' ? (CORRECTIONS[stored.type] ?? null) : null,
  }));
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-kind'?: string;
}

const READABLE: readonly string[] = ['label', 'reference-id'];

/** Of the events that have any such text. */
const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  DOMAIN.events
    .map(({ type, schema }) => [type, z.toJSONSchema(schema, { io: 'input' }) as Schema] as const)
    .filter(([, schema]) => READABLE.some((kind) => JSON.stringify(schema).includes(`"x-kind":"${kind}"`))),
);

function readableIn(schema: Schema, value: unknown): readonly { readonly kind: string; readonly text: string }[] {
  const { properties = {}, items, anyOf = [], 'x-kind': kind = '' } = schema;
  if (typeof value === 'string') {
    const own = READABLE.includes(kind) ? [{ kind, text: value }] : [];
    return [...own, ...anyOf.flatMap((member) => readableIn(member, value))];
  }
  if (Array.isArray(value)) return items ? value.flatMap((item) => readableIn(items, item)) : [];
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([name, member]) => readableIn(member, members[name]));
}
