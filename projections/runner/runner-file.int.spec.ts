import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_EVENTS, type LogEnd, type LogStretch } from '../log-chain/log-fold.js';
import { RunnerFile } from './runner-file.js';
import { ProjectorLocked } from './runner-status.js';

const directory = await mkdtemp(join(tmpdir(), 'praxis-runner-file-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const intent = (projection: string, to: bigint) => ({ projection, version: 1, from: to - 10n, to, stamp: `s-${to}` });

const endAt = (position: bigint): LogEnd => ({
  position,
  digest: `digest-${position}`,
  loggedAt: '2026-06-30T12:00:00.000Z',
  events: Number(position),
});
const stretch = (after: LogEnd, to: bigint): LogStretch => {
  const end = endAt(to);
  return { after, end, marks: Buffer.alloc(8 * (end.events - after.events), Number(to)) };
};

describe('the journal of intents', () => {
  it('still has them when it is opened again, under a higher epoch', () => {
    const first = RunnerFile.open(join(directory, 'kept'));
    first.note([intent('learning_facts', 9_007_199_254_740_993n), intent('event_index', 20n)], undefined);
    first.note([intent('event_index', 30n)], undefined);
    first.close();
    const second = RunnerFile.open(join(directory, 'kept'));
    expect(second.epoch).toBe(first.epoch + 1);
    const { journal } = second;
    expect(journal.all()).toEqual([intent('event_index', 30n), intent('learning_facts', 9_007_199_254_740_993n)]);
    journal.forget('learning_facts');
    expect(journal.all()).toEqual([intent('event_index', 30n)]);
    second.close();
  });

  it('notes all of a batch or none, the chain with it', () => {
    const file = RunnerFile.open(join(directory, 'whole'));
    const unusable = { ...intent('event_index', 20n), stamp: undefined as unknown as string };
    expect(() => file.note([intent('learning_facts', 10n), unusable], stretch(NO_EVENTS, 10n))).toThrow();
    expect(file.journal.all()).toEqual([]);
    expect(file.chain.end).toEqual(NO_EVENTS);
    file.note([intent('learning_facts', 10n)], stretch(NO_EVENTS, 10n));
    expect(() => file.note([intent('learning_facts', 30n)], stretch(endAt(20n), 30n))).toThrow(/ends before 20/);
    expect(file.journal.all()).toEqual([intent('learning_facts', 10n)]);
    expect(file.chain.end).toEqual(endAt(10n));
    file.close();
  });

  it('is one projector’s at a time', () => {
    const file = RunnerFile.open(join(directory, 'locked'));
    expect(() => RunnerFile.open(join(directory, 'locked'))).toThrow(ProjectorLocked);
    file.close();
    RunnerFile.open(join(directory, 'locked')).close();
  });
});

describe('the notes of the chain', () => {
  it('join small stretches, and keep large ones apart', () => {
    const file = RunnerFile.open(join(directory, 'joined'));
    file.note([], stretch(NO_EVENTS, 3n));
    file.note([], stretch(endAt(3n), 5n));
    expect(file.chain.stretchAfter(0n)).toEqual({
      after: NO_EVENTS,
      end: endAt(5n),
      marks: new Uint8Array(Buffer.concat([Buffer.alloc(24, 3), Buffer.alloc(16, 5)])),
    });
    file.note([], stretch(endAt(5n), 2_000n));
    file.note([], stretch(endAt(2_000n), 2_001n));
    expect(file.chain.stretchAfter(1_999n)?.after).toEqual(NO_EVENTS);
    expect(file.chain.stretchAfter(2_000n)).toMatchObject({ after: endAt(2_000n), end: endAt(2_001n) });
    expect(file.chain.stretchAfter(2_001n)).toBeUndefined();
    expect(file.chain.lastStretch?.end).toEqual(endAt(2_001n));
    expect(file.chain.endUpTo(1_999n)).toEqual(NO_EVENTS);
    expect(file.chain.endUpTo(2_000n)).toEqual(endAt(2_000n));
    file.close();
  });

  it('are of one log, and begin anew with another', () => {
    const file = RunnerFile.open(join(directory, 'anew'));
    file.beginWith('one');
    file.note([], stretch(NO_EVENTS, 3n));
    file.chain.checked = 3n;
    expect([file.chain.identity, file.chain.checked, file.chain.end.position]).toEqual(['one', 3n, 3n]);
    file.beginWith('another');
    expect([file.chain.identity, file.chain.checked, file.chain.end.position]).toEqual(['another', 0n, 0n]);
    file.close();
  });
});
