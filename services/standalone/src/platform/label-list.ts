import { DOMAIN, framework, isMadeHere, nameWords, worker } from '@praxis/domain';
import { ERASED, idInStream, type EventCodec, type EventStore, type StoredEvent } from '@praxis/event-sourcing';
import { z } from 'zod';

/** A text that stands readable in the log, with what gave it first. */
export interface ListedLabel {
  /** `label`; `reference-id`: an id that the organisation gave to reference data; `framework-code`: of a framework. */
  readonly kind: string;
  readonly label: string;
  /** Type of the event. */
  readonly event: string;
  readonly stream: string;
  /** Whether a word of it is a name of somebody who is on record and was not erased. */
  readonly holdsName: boolean;
  /** The command that corrects it; null where it stays, as ids and responsibilities of roles do. */
  readonly correction: string | null;
  /** What to do where nothing corrects it; null where something does. */
  readonly instead: string | null;
}

const IDS_STAY =
  'Ids stay: streams, tables and files go by them. Where one names somebody, close or void what has it, and begin ' +
  'another under an id that is about nobody.';

const RESPONSIBILITIES_STAY =
  'Responsibilities stay, and no report shows them. Add the next one in words that name nobody.';

/**
 * By the event that a label comes with; null where nothing corrects it. An id stays: streams, tables and files go by it.
 */
export const CORRECTIONS: Readonly<Record<string, string | null>> = {
  OrganisationRegistered: 'organisation.CorrectLabel',
  UnitOpened: 'organisation.RenameUnit',
  UnitRenamed: 'organisation.RenameUnit',
  CodeAdded: 'organisation.WithdrawCode',
  CodeWithdrawn: 'organisation.WithdrawCode',
  LabelCorrected: 'organisation.CorrectLabel',
  FrameworkPublished: 'framework.SupersedeFrameworkVersion',
  RoleProfileDefined: 'organisation.CorrectLabel',
  // No report reads it.
  RoleProfileResponsibilityAdded: null,
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
  if (stored.metadata.source === 'shipped') return [];
  const { type } = stored;
  const schema = SCHEMAS.get(type);
  const inData = schema ? readableIn(schema, codec.decode(stored).event.data, readableKinds(type)) : [];
  const texts = [...idOfStream(stored), ...inData];
  return texts.map(({ kind, text }) => {
    const correction = kind === 'reference-id' ? null : (CORRECTIONS[type] ?? null);
    const stays = kind === 'label' ? RESPONSIBILITIES_STAY : IDS_STAY;
    const instead = correction === null ? stays : null;
    return { kind, label: text, event: type, stream: stored.streamId, correction, instead };
  });
}

/** Ids that files give to reference data stand in the names of its streams, and of some nowhere else. */
function idOfStream({ type, streamId }: StoredEvent): readonly Readable[] {
  const name = STREAMS.get(type);
  const id = name === undefined ? undefined : idInStream(name, streamId);
  return id === undefined || isMadeHere(id) ? [] : [{ kind: 'reference-id', text: id }];
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-kind'?: string;
}

interface Readable {
  readonly kind: string;
  readonly text: string;
}

const OF_FRAMEWORKS: ReadonlySet<string> = new Set(framework.events.map(({ type }) => type));

/** Codes of frameworks are typed where one is published; everywhere else they have to be those. */
function readableKinds(type: string): readonly string[] {
  return ['label', 'reference-id', ...(OF_FRAMEWORKS.has(type) ? ['framework-code'] : [])];
}

/** Of the events that have any such text. */
const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  DOMAIN.events
    .map(({ type, schema }) => [type, z.toJSONSchema(schema, { io: 'input' }) as Schema] as const)
    .filter(([type, schema]) =>
      readableKinds(type).some((kind) => JSON.stringify(schema).includes(`"x-kind":"${kind}"`)),
    ),
);

/** By event: the aggregate, where its streams go by an id that was given to reference data. */
const STREAMS: ReadonlyMap<string, string> = new Map(
  DOMAIN.aggregates
    .filter(({ about, begins }) => about === undefined && begins !== undefined)
    .flatMap(({ name, events }) => events.map(({ type }) => [type, name] as const)),
);

function readableIn(schema: Schema, value: unknown, kinds: readonly string[]): readonly Readable[] {
  const { properties = {}, items, anyOf = [], 'x-kind': kind = '' } = schema;
  if (typeof value === 'string') {
    const own = kinds.includes(kind) ? [{ kind, text: value }] : [];
    return [...own, ...anyOf.flatMap((member) => readableIn(member, value, kinds))];
  }
  if (Array.isArray(value)) return items ? value.flatMap((item) => readableIn(items, item, kinds)) : [];
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([name, member]) => readableIn(member, members[name], kinds));
}
