import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { IntentJournal } from './intent-journal.js';
import { ProjectorLocked } from './runner-status.js';

const directory = await mkdtemp(join(tmpdir(), 'praxis-journal-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const intent = (projection: string, to: bigint) => ({ projection, version: 1, from: to - 10n, to, stamp: `s-${to}` });

describe('the journal of intents', () => {
  it('still has them when it is opened again, under a higher epoch', () => {
    const first = IntentJournal.open(join(directory, 'kept'));
    first.note([intent('learning_facts', 9_007_199_254_740_993n), intent('event_index', 20n)]);
    first.note([intent('event_index', 30n)]);
    first.close();
    const second = IntentJournal.open(join(directory, 'kept'));
    expect(second.epoch).toBe(first.epoch + 1);
    expect(second.all()).toEqual([intent('event_index', 30n), intent('learning_facts', 9_007_199_254_740_993n)]);
    second.forget('learning_facts');
    expect(second.all()).toEqual([intent('event_index', 30n)]);
    second.close();
  });

  it('notes all of a batch or none', () => {
    const journal = IntentJournal.open(join(directory, 'whole'));
    const unusable = { ...intent('event_index', 20n), stamp: undefined as unknown as string };
    expect(() => journal.note([intent('learning_facts', 10n), unusable])).toThrow();
    expect(journal.all()).toEqual([]);
    journal.note([intent('learning_facts', 10n)]);
    expect(journal.all()).toHaveLength(1);
    journal.close();
  });

  it('is one projector’s at a time', () => {
    const journal = IntentJournal.open(join(directory, 'locked'));
    expect(() => IntentJournal.open(join(directory, 'locked'))).toThrow(ProjectorLocked);
    journal.close();
    IntentJournal.open(join(directory, 'locked')).close();
  });
});
