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
});

it('says nothing of what it does not know: no sealed text, not in the log yet', () => {
  const taken = TakenCommands.none().with(pinnedNote(1), undefined);

  expect(taken.get('command-1')).toMatchObject({
    earlier: { sealedDigest: undefined, subjects: [] },
    first: { kind: 'done', events: 1, revision: undefined, position: undefined },
  });
});

it('keeps apart who gave commands, what for and in which events, and what is the same only once', () => {
  const as = (n: number, changes: object) => pinnedNote(n, metadata({ commandId: `command-${n}`, ...changes }));
  const taken = TakenCommands.none()
    .with(pinnedNote(1), at(1n))
    .with(as(2, { actor: { id: 'w-8', role: 'worker' } }), at(2n))
    .with(as(3, { source: 'import:file' }), at(3n))
    .with(pinnedNote(4, { version: 2 }), at(4n))
    .with(pinnedNote(5), at(5n));

  const [first, otherActor, otherSource, otherVersion, same] = [1, 2, 3, 4, 5].map(
    (n) => taken.get(`command-${n}`)!.earlier,
  );
  expect(first).toMatchObject({ actor: { id: 'w-9' }, source: 'api', event: { version: 1 } });
  expect(otherActor).toMatchObject({ actor: { id: 'w-8' } });
  expect(otherSource).toMatchObject({ source: 'import:file' });
  expect(otherVersion).toMatchObject({ event: { version: 2 } });
  expect(same!.actor).toBe(first!.actor);
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
