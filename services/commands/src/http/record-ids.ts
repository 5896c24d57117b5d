import { fieldsOfKind, isMadeHere, worker } from '@praxis/domain';
import {
  isSameActor,
  openDigest,
  streamIdOf,
  type Aggregate,
  type CommandDeclaration,
  type CommandEnvelope,
  type Digest,
  type EventCodec,
  type EventStore,
  type RecordedEvent,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { ProblemException, problemOf } from '@praxis/http-problems';

/** What is on record, and the keyed pseudonyms that ids are made of. */
export interface Records {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly digest: Digest;
  /** @throws {LogMismatch} */
  readonly requireOwnLog: () => void;
}

const ID_NOT_MADE_HERE = 'ID_NOT_MADE_HERE';
const NOT_MADE_HERE = 'An id has to be one that was made here';

type Body = Readonly<Record<string, unknown>>;

/** As a command stands in an address: `JoinWorker` gives `join-worker`. */
export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** A command as it is sent, before anything of it is looked at. */
export interface SentCommand {
  /** Name of the command. */
  readonly type: string;
  readonly data: object;
  readonly by: Pick<CommandEnvelope, 'commandId' | 'formerId' | 'actor' | 'source'>;
}

/**
 * Who was erased is answered for as somebody who never was, whatever is asked: so this comes before anything that
 * depends on the record. Only the command that erased them, sent again by whoever gave it, gets the answer that it got.
 *
 * @param sent nothing where the record is only read
 * @throws {ProblemException} there is none under this id, or it is about somebody who was erased
 * @throws {LogMismatch} the log is another one: what is not in it may well be
 */
export async function requireRecord(aggregate: Aggregate, id: string, records: Records, sent?: SentCommand) {
  records.requireOwnLog();
  const { name, begins, beside, about } = aggregate;
  const none = () => (sent !== undefined && sent.type === begins ? notMadeHere(aggregate) : noRecord(aggregate));
  if (beside !== undefined && !(await firstOf(beside, id, records))) throw none();
  // Of a long record even the first page takes a while.
  const isAsked = begins !== undefined || (about !== undefined && about !== '$stream');
  const first = isAsked ? await firstOf(name, id, records) : undefined;
  if (begins !== undefined && !first) throw none();
  const person = about === '$stream' ? id : about && (first?.event.data as Body)[about];
  if (typeof person !== 'string') return;
  const erasure = await erasureOf(person, records);
  if (erasure && !(sent && isAgain(erasure, sent, aggregate, id, records))) throw none();
}

/** On record, that is: where the key is gone and the record is missing, erasing has to be finished yet. */
async function erasureOf(person: string, { store, codec }: Records): Promise<StoredEvent | undefined> {
  if (!codec.isShredded(person)) return undefined;
  const streamId = streamIdOf(worker.name, person);
  for await (const stored of store.readStream(streamId)) {
    if (codec.subjectErasedBy(stored, streamId) === person) return stored;
  }
  return undefined;
}

/** The log has it, so this holds for ever. Whoever has the id of a command from elsewhere is told nothing by it. */
function isAgain(
  { metadata }: StoredEvent,
  { type, data, by }: SentCommand,
  { name, commands }: Aggregate,
  id: string,
  { digest }: Records,
): boolean {
  if (![by.commandId, by.formerId].includes(metadata.commandId)) return false;
  if (metadata.source !== by.source || !isSameActor(metadata.actor, by.actor)) return false;
  const { schema, personal = [] } = commands[type]!;
  // What does not fit the schema is another command, too.
  const command = { type, data: schema.safeParse(data).data };
  return metadata.commandDigest === openDigest(digest, { ...by, streamId: streamIdOf(name, id), command, personal });
}

/** The same for everything of which there is none; what was asked for is not said again. */
export function noRecord({ name }: Aggregate): ProblemException {
  return new ProblemException(
    problemOf(404, 'UNKNOWN_RECORD', 'There is no such record', `There is no such ${name.replace('-', ' ')}`, {
      remedy: 'Check the id.',
    }),
  );
}

function notMadeHere({ name, plural, begins }: Aggregate): ProblemException {
  const remedy = `POST to /api/${plural}/${kebabCase(begins!)}, without an id: one is made, and told in the answer.`;
  return new ProblemException(
    problemOf(422, ID_NOT_MADE_HERE, NOT_MADE_HERE, `There is no such ${name.replace('-', ' ')}`, {
      remedy,
      errors: [{ field: 'id', reason: 'is of no record, and nobody chooses the id of a new one', remedy }],
    }),
  );
}

/** The id of the record that a command begins: the same for the same command, and telling nothing about it. */
export function newRecordId({ name }: Aggregate, commandId: string, { codec }: Records): string {
  return codec.pseudonym(name, commandId);
}

/**
 * The command's body with an id for what it records, where the sender left that to the server. What files and earlier
 * releases brought under an id of theirs goes on by it, or by its pseudonym where that stands on record for it.
 *
 * @throws {ProblemException} an id that is neither of a machine's making nor on record: it may be a name
 */
export async function withIds(
  aggregate: Aggregate,
  id: string,
  { makes = [], schema }: CommandDeclaration,
  body: Body,
  commandId: string,
  records: Records,
): Promise<Body> {
  const ids: Record<string, string> = {};
  for (const field of makes) {
    if (body[field] === undefined) ids[field] = records.codec.pseudonym(kindOf(field), commandId);
  }
  for (const field of new Set([...makes, ...fieldsOfKind(schema, 'record-id').map((one) => one.field)])) {
    const given = body[field];
    if (typeof given !== 'string' || isMadeHere(given)) continue;
    const known = await onRecord(aggregate, id, field, given, records);
    if (known !== undefined) ids[field] = known;
    else if (makes.includes(field)) throw notMade(field);
  }
  return { ...body, ...ids };
}

/** What the answer tells of the ids that a command was given. */
export function idsIn({ makes = [] }: CommandDeclaration, body: Body): Body {
  return Object.fromEntries(makes.map((field) => [field, body[field]]));
}

/** `actionId` gives `action`. */
function kindOf(field: string): string {
  return field.replace(/Id$/, '');
}

async function onRecord(
  { name }: Aggregate,
  id: string,
  field: string,
  given: string,
  { store, codec }: Records,
): Promise<string | undefined> {
  const forms = [given, codec.pseudonym(kindOf(field), given)];
  for await (const stored of store.readStream(streamIdOf(name, id))) {
    const said = (codec.decode(stored).event.data as Body)[field];
    if (typeof said === 'string' && forms.includes(said)) return said;
  }
  return undefined;
}

function notMade(field: string): ProblemException {
  const remedy = `Leave ${field} out: an id is made, and told in the answer. Or send a UUID.`;
  return new ProblemException(
    problemOf(422, ID_NOT_MADE_HERE, NOT_MADE_HERE, `${field} is not on record`, {
      remedy,
      errors: [{ field, reason: 'is neither on record nor an id that a machine made', remedy }],
    }),
  );
}

async function firstOf(aggregate: string, id: string, { store, codec }: Records): Promise<RecordedEvent | undefined> {
  for await (const stored of store.readStream(streamIdOf(aggregate, id))) return codec.decode(stored);
  return undefined;
}
