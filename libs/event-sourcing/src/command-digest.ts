import type { AnyCommand } from './aggregate.js';
import { isSameActor, type Actor, type StoredEvent } from './event.js';
import { isSealed, type EventCodec } from './event-codec.js';
import { canonicalJson } from './json.js';

/** Equal for equal text, and tells nothing about it to who lacks the installation's key. */
export type Digest = (text: string) => string;

/** A command as it is asked for: on which stream, and which of its fields hold what is sealed. */
export interface AskedCommand {
  readonly streamId: string;
  readonly command: AnyCommand;
  /** Names of the fields with personal text: see `CommandDeclaration.personal`. */
  readonly personal: readonly string[];
  readonly actor: Actor;
  readonly source: string;
}

/** What the stream keeps of a command that was taken. */
export interface EarlierCommand {
  readonly digest: string;
  /** Absent where nothing of it was sealed, and from commands of before there were such digests. */
  readonly sealedDigest: string | undefined;
  /** Whose keys its texts were sealed with. */
  readonly subjects: readonly string[];
  readonly actor: Actor;
  readonly source: string;
  /** The last event that came of it, as it was written. */
  readonly event: Pick<StoredEvent, 'type' | 'version'>;
}

/** Over everything of a command but its personal texts. Those must not be guessable from it: see docs/adr/0008. */
export function openDigest(digest: Digest, { streamId, command, personal }: AskedCommand): string {
  return digest(canonicalJson({ streamId, ...command, data: openData(command, personal) }));
}

/**
 * Over the personal texts of a command alone, under the keys of the people they are about: it dies with any of these.
 * Undefined where there is no text, nobody it is about, or no key any more.
 */
export function sealedDigest(
  codec: EventCodec,
  { streamId, command, personal }: AskedCommand,
  subjects: readonly string[],
): string | undefined {
  if (subjects.length === 0) return undefined;
  const sealed = givenTexts({ command, personal });
  if (Object.keys(sealed).length === 0) return undefined;
  let digest: string | undefined = canonicalJson({ streamId, type: command.type, sealed });
  for (const subject of subjects.toSorted()) {
    digest = digest === undefined ? undefined : codec.personalDigest(subject, digest);
  }
  return digest;
}

/** Adds an event to what is kept of the command that it came from. */
export function earlierCommand(
  { type, version, data, metadata }: Pick<StoredEvent, 'type' | 'version' | 'data' | 'metadata'>,
  before: EarlierCommand | undefined,
): EarlierCommand {
  const { commandDigest: digest, sealedDigest: sealed, actor, source } = metadata;
  const subjects = new Set(before?.subjects);
  for (const value of Object.values(data)) if (isSealed(value)) subjects.add(value.subject);
  return { digest, sealedDigest: sealed, subjects: [...subjects], actor, source, event: { type, version } };
}

/**
 * Whether a command under an id that is on the stream already is known to be another one. What differs in personal
 * texts is told to the first command's own actor alone, as long as the people they are about have keys: everybody else
 * is answered as for the same command again, so that no guess at a text can be told from a wrong one.
 */
export function isOtherCommand(earlier: EarlierCommand, asked: AskedCommand, digest: Digest, codec: EventCodec) {
  if (isOfBefore(earlier, codec)) return false;
  return earlier.digest !== openDigest(digest, asked) || comparedTexts(earlier, asked, codec) === 'other';
}

/** @param personal names of the fields with personal text */
export function bringsText(command: AnyCommand, personal: readonly string[]): boolean {
  return Object.keys(givenTexts({ command, personal })).length > 0;
}

/** Whether a sender is told how the personal texts of a command stand to those of one on record, if there are any. */
export function isTextTold(earlier: EarlierCommand, asked: AskedCommand, codec: EventCodec): boolean {
  if (!bringsText(asked.command, asked.personal)) return true;
  return !isOfBefore(earlier, codec) && comparedTexts(earlier, asked, codec) !== 'not-told';
}

/** How the personal texts of a command stand to those of one on record that says the same otherwise. */
export function comparedTexts(earlier: EarlierCommand, asked: AskedCommand, codec: EventCodec) {
  if (!isSameActor(earlier.actor, asked.actor) || wayIn(earlier.source) !== wayIn(asked.source)) return 'not-told';
  if (earlier.subjects.some((subject) => codec.personalDigest(subject, '') === undefined)) return 'not-told';
  if (earlier.subjects.length === 0) return Object.keys(givenTexts(asked)).length === 0 ? 'same' : 'other';
  return sealedDigest(codec, asked, earlier.subjects) === earlier.sealedDigest ? 'same' : 'other';
}

function isOfBefore({ subjects, sealedDigest: texts, event }: EarlierCommand, codec: EventCodec): boolean {
  // The digest of a command of before covers its texts as well, under a key that outlives them: it is not looked at.
  if (subjects.length > 0 && texts === undefined) return true;
  // Nor is that of a command of which other facts were made than would be now: what it was over has changed since.
  return event.version !== codec.definition(event.type).version;
}

function openData({ data }: AnyCommand, personal: readonly string[]): unknown {
  if (personal.length === 0) return data;
  return Object.fromEntries(Object.entries(data ?? {}).filter(([field]) => !personal.includes(field)));
}

/** The personal texts that a command brings, by field. */
export function givenTexts({
  command,
  personal,
}: Pick<AskedCommand, 'command' | 'personal'>): Readonly<Record<string, unknown>> {
  const given = (command.data ?? {}) as Readonly<Record<string, unknown>>;
  const texts = personal.filter((field) => given[field] !== undefined);
  return Object.fromEntries(texts.map((field) => [field, given[field]]));
}

/** One file or another: both are imports. */
function wayIn(source: string): string {
  return source.split(':', 1)[0]!;
}
