import type { EventCodec } from '@praxis/event-sourcing';
import { InMemoryEventStore, pinnedNote } from '@praxis/event-sourcing/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { IdentityRegister } from './identity.register.js';
import { newWorkerId, workerIdOf } from './source-ids.js';

const pseudonym = (prefix: string, text: string) => `${prefix}-${Buffer.from(text).toString('hex')}`;

let store: InMemoryEventStore;
let shredded: Set<string>;
let register: IdentityRegister;
beforeEach(() => {
  store = new InMemoryEventStore();
  shredded = new Set();
  const codec = {
    decode: (event: object) => ({ event }),
    reveal: ({ event }: { readonly event: { readonly data: object } }) => event.data,
    isShredded: (id: string) => shredded.has(id),
  } as unknown as EventCodec;
  register = new IdentityRegister({ codec, pseudonym });
});

async function recorded(id: string, ...facts: readonly (readonly [type: string, data: object])[]): Promise<void> {
  const events = facts.map(([type, data]) => pinnedNote(1, { type, data: data as Record<string, never> }));
  await store.append(`worker-${id}`, events, { expectedRevision: 'any' });
  await register.catchUp(store);
}
const JOINED = ['WorkerJoined', {}] as const;

describe('somebody whose ids cannot be read', () => {
  it('is found by ids with a slash, and by no others that read the same put together', async () => {
    const id = newWorkerId(pseudonym, 'HOME/A', 'W1');
    await recorded(id, JOINED);
    expect(register.namelessUnder('HOME/A', 'W1')).toBe(id);
    expect(register.namelessUnder('HOME', 'A/W1')).toBeUndefined();
  });

  it('has the workplace of their first team, where an earlier release made one pseudonym of several ids', async () => {
    const id = workerIdOf(pseudonym, 'HOME', 'A/W1');
    await recorded(id, JOINED, ['WorkerAssignedToTeam', { unitId: 'home' }], ['WorkerAssignedToTeam', { unitId: 'x' }]);
    expect(register.namelessUnder('HOME', 'A/W1')).toBe(id);
    expect(register.namelessUnder('HOME/A', 'W1')).toBeUndefined();
  });

  it('may have any workplace, where no team is known', async () => {
    const id = workerIdOf(pseudonym, 'HOME', 'A/W1');
    await recorded(id, JOINED);
    expect(register.namelessUnder('HOME/A', 'W1')).toBe(id);
  });

  it('was erased only where the key is gone: for everybody to know is who was recorded without ids', async () => {
    await recorded('w-1', JOINED);
    expect(register.isErased('w-1')).toBe(false);
    shredded.add('w-1');
    expect(register.isErased('w-1')).toBe(true);
    expect(register.isErased('w-2')).toBe(false);
  });

  it('was not found under an id that had been looked for before they were erased', async () => {
    const id = workerIdOf(pseudonym, 'HOME-A', 'W001');
    await recorded('w-nameless', JOINED);
    await recorded(id, JOINED, ['WorkerDetailsRecorded', { workReference: 'HOME-A/W001' }]);
    expect(register.namelessLike(['HOME-A'], '00w001')).toEqual([]);
    await recorded(id, ['WorkerErased', {}]);
    expect(register.namelessLike(['HOME-A'], '00w001')).toEqual([id]);
    expect(register.namelessLike(['HOME-A'], '00w002')).toEqual([]);
  });
});
