import { expect, it } from 'vitest';
import { pinnedNote } from './testing/pinned-note.js';
import { TakenCommands } from './taken-commands.js';

const at = (revision: bigint) => ({ revision, position: revision + 100n });
const metadata = (changes: object) => ({ metadata: { ...pinnedNote(1).metadata, ...changes } });

it('tells of a command what its events said, and where the last of them left the stream', () => {
  const sealed = { $sealed: 'x', subject: 'w-1' };
  const first = pinnedNote(1, { data: { note: sealed }, ...metadata({ sealedDigest: 'sealed digest' }) });
  const second = pinnedNote(1, { type: 'NoteMoved', version: 2, ...metadata({ sealedDigest: 'sealed digest' }) });

  const taken = TakenCommands.none().with(first, at(7n)).with(second, at(8n));

  expect(taken.get('command-1')).toEqual({
    earlier: {
      digest: 'digest',
      sealedDigest: 'sealed digest',
      subjects: ['w-1'],
      actor: { id: 'w-9', role: 'worker' },
      source: 'api',
      event: { type: 'NoteMoved', version: 2 },
    },
    first: { kind: 'done', events: 2, revision: 8n, position: 108n },
  });
  expect(taken.get('command-2')).toBeUndefined();
  const notYet = TakenCommands.none().with(first, undefined).with(second, undefined);
  expect(notYet.placed('command-1', at(8n)).get('command-1')).toEqual(taken.get('command-1'));
});

it('says nothing of what it does not know: no sealed text, not in the log yet', () => {
  const taken = TakenCommands.none().with(pinnedNote(1), undefined);

  expect(taken.get('command-1')).toMatchObject({
    earlier: { sealedDigest: undefined, subjects: [] },
    first: { kind: 'done', events: 1, revision: undefined, position: undefined },
  });
});

const of = (subject: string) => ({ data: { note: { $sealed: 'x', subject } } });

it.each([
  ['source', { source: 'import:file' }, {}],
  ['actor', { actor: { id: 'w-8', role: 'worker' } }, {}],
  ['role', { actor: { id: 'w-9', role: 'administrator' } }, {}],
  ['type', {}, { type: 'NoteMoved' }],
  ['version', {}, { version: 2 }],
  ['subject', {}, of('w-2')],
  ['number of subjects', {}, { data: {} }],
])('keeps neighbours apart that differ in %s alone', (_what, ofMetadata, ofEvent) => {
  const first = pinnedNote(1, of('w-1'));
  const second = { ...pinnedNote(2, of('w-1')), ...ofEvent };
  const other = { ...second, metadata: { ...second.metadata, ...ofMetadata } };

  const taken = TakenCommands.none()
    .with(first, at(1n))
    .with(other, at(2n))
    .with(pinnedNote(3, of('w-1')), at(3n));

  const alone = TakenCommands.none().with(other, at(2n)).get('command-2');
  expect(taken.get('command-2')).toEqual(alone);
  expect(taken.get('command-1')!.earlier).not.toEqual(taken.get('command-2')!.earlier);
  expect(taken.get('command-3')!.earlier).toEqual(taken.get('command-1')!.earlier);
});

it('keeps what neighbours have in common, or others before them, only once', () => {
  const [administrator, metadataOf] = [{ id: 'w-8', role: 'administrator' }, pinnedNote(2).metadata];
  const taken = TakenCommands.none()
    .with(pinnedNote(1), at(1n))
    .with(pinnedNote(2, { metadata: { ...metadataOf, actor: administrator } }), at(2n))
    .with(pinnedNote(3), at(3n))
    .with(pinnedNote(4), at(4n));

  const [first, , third, fourth] = [1, 2, 3, 4].map((n) => taken.get(`command-${n}`)!.earlier);
  expect(third!.actor).toBe(first!.actor);
  expect(fourth!.actor).toBe(first!.actor);
});

it('leaves an older version as it was, and another future of it to itself', () => {
  const one = TakenCommands.none().with(pinnedNote(1), at(1n));
  const two = one.with(pinnedNote(2), at(2n));
  const other = one.with(pinnedNote(2, { type: 'NoteMoved' }), undefined);

  expect(one.get('command-2')).toBeUndefined();
  expect(two.get('command-2')).toMatchObject({ earlier: { event: { type: 'NotePinned' } }, first: { revision: 2n } });
  expect(other.get('command-2')).toMatchObject({ earlier: { event: { type: 'NoteMoved' } } });
  expect(TakenCommands.none().get('command-1')).toBeUndefined();
});

it('finds the last command with a digest, also of those that were added after the first was looked for', () => {
  const before = TakenCommands.none().with(pinnedNote(1), at(1n));
  expect(before.withDigest('digest')).toEqual(before.get('command-1'));
  expect(before.withDigest('another digest')).toBeUndefined();

  const other = pinnedNote(2, { metadata: { ...pinnedNote(2).metadata, commandDigest: 'another digest' } });
  const after = before.with(other, at(2n)).with(pinnedNote(3), at(3n));

  expect(after.withDigest('another digest')).toEqual(after.get('command-2'));
  expect(after.withDigest('digest')).toEqual(after.get('command-3'));
  expect(before.withDigest('another digest'), 'not in this version').toBeUndefined();
});

it('finds all commands with a digest that this version has, each once, the last one last', () => {
  const one = TakenCommands.none().with(pinnedNote(1), at(1n));
  expect(one.allWithDigest('digest')).toEqual([one.get('command-1')]);
  const trial = one.with(pinnedNote(2), undefined).with(pinnedNote(3), undefined).with(pinnedNote(3), undefined);
  const three = one.with(pinnedNote(3), at(2n)).with(pinnedNote(1), at(3n));

  expect(trial.allWithDigest('digest')).toHaveLength(3);
  expect(three.allWithDigest('digest')).toEqual([three.get('command-3'), three.get('command-1')]);
  expect(three.allWithDigest('another digest')).toEqual([]);
});

it('lost the last command with a digest when a trial run had another one with it', () => {
  const others = TakenCommands.none().with(pinnedNote(1), at(1n)).with(pinnedNote(2), at(2n));
  expect(others.withDigest('digest')).toEqual(others.get('command-2'));

  const trial = others.with(pinnedNote(3), undefined);

  expect(others.withDigest('digest')).toEqual(others.get('command-2'));
  expect(trial.withDigest('digest')).toEqual(trial.get('command-3'));
});

it.each([0, 1_200])('gives back ids and digests of every form, beside %i others', (others) => {
  const uuid = '0190f0f0-0a0b-7c0d-8e0f-a0b0c0d0e0ff';
  const ids = [
    uuid,
    uuid.toUpperCase(),
    uuid.replaceAll('-', ''),
    'reload:Ŵ字',
    'import;1,2',
    'AAAAAAAAAAAAAAAAAAAAAA',
    '-',
  ];
  const digests = [
    'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
    'not base64!',
    'YQ==',
    uuid,
    'é',
    'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJB',
    '0,1;2',
  ];
  const all = ids.map((commandId, at) => ({ commandId, commandDigest: digests[at]!, sealedDigest: digests[6 - at]! }));
  let taken = TakenCommands.none();
  for (let number = 1; number <= others; number += 1) taken = taken.with(pinnedNote(number), at(BigInt(number)));
  for (const changes of all) taken = taken.with(pinnedNote(1, metadata(changes)), at(9n));
  taken = taken.with(pinnedNote(1, metadata({ commandId: 'no sealed text' })), undefined);

  for (const { commandId, commandDigest, sealedDigest } of all) {
    expect(taken.get(commandId)).toMatchObject({
      earlier: { digest: commandDigest, sealedDigest },
      first: { revision: 9n, position: 109n },
    });
    expect(taken.withDigest(commandDigest)).toEqual(taken.get(commandId));
  }
  expect(taken.get('no sealed text')).toMatchObject({
    earlier: { sealedDigest: undefined },
    first: { revision: undefined, position: undefined },
  });
  expect(taken.get(uuid.replace('f', 'e'))).toBeUndefined();
  expect(taken.placed(uuid, at(12n)).get(uuid)?.first).toMatchObject({ revision: 12n, position: 112n });
});
