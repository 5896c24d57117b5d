import type { CommandMemory } from '@praxis/event-sourcing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

export interface OpenedMemory {
  readonly memory: CommandMemory;
  /** Another one over the same place: after a restart, or of another process where there may be two. */
  again(): Promise<CommandMemory>;
  cleanUp(): Promise<void>;
}

const BEGAN = Date.parse('2026-06-30T12:00:00.000Z');
const HOUR = 3_600_000;
const first = { digest: 'd1', revision: 7n };
const other = { digest: 'd2', revision: 9n };

/** What every memory of commands must do. `open` gives a fresh, empty one that takes its time from `now`. */
export function commandMemoryConformance(name: string, open: (now: () => string) => Promise<OpenedMemory>): void {
  describe(`${name} conforms to the command memory port`, () => {
    let opened: OpenedMemory;
    let at = BEGAN;
    beforeEach(async () => {
      at = BEGAN;
      opened = await open(() => new Date(at).toISOString());
    });
    afterEach(() => opened.cleanUp());

    it('knows nothing that it was not told', async () => {
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toBeUndefined();
    });

    it('remembers digest and revision, also that there was no stream, and of revisions beyond any number', async () => {
      const far = { digest: 'd3', revision: 2n ** 53n + 1n };
      const none = { digest: 'd4', revision: undefined };
      await opened.memory.remember('worker-w-1', 'command-1', first);
      await opened.memory.remember('worker-w-1', 'command-3', far);
      await opened.memory.remember('worker-w-1', 'command-4', none);

      expect(await opened.memory.recall('worker-w-1', 'command-1')).toMatchObject(first);
      expect(await opened.memory.recall('worker-w-1', 'command-3')).toMatchObject(far);
      const recalled = await opened.memory.recall('worker-w-1', 'command-4');
      expect(recalled).toMatchObject({ digest: 'd4' });
      expect(recalled?.revision).toBeUndefined();
    });

    it('remembers for each stream by itself', async () => {
      await opened.memory.remember('worker-w-1', 'command-1', first);
      expect(await opened.memory.recall('worker-w-2', 'command-1')).toBeUndefined();
    });

    it('keeps the first of those that are remembered under one id, and tells the second', async () => {
      expect(await opened.memory.remember('worker-w-1', 'command-1', first)).toBe(first);
      expect(await opened.memory.remember('worker-w-1', 'command-1', other)).toMatchObject(first);
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toMatchObject(first);
    });

    it('tells all who remember one id at the same time the same', async () => {
      const asked = Array.from({ length: 20 }, (_, index) => ({ digest: `d${index}`, revision: BigInt(index) }));
      const kept = await Promise.all(asked.map((one) => opened.memory.remember('worker-w-1', 'command-1', one)));
      expect(new Set(kept.map(({ digest }) => digest)).size).toBe(1);
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toMatchObject({ digest: kept[0]!.digest });
    });

    it('takes many at the same time', async () => {
      const ids = Array.from({ length: 200 }, (_, index) => `command-${index}`);
      await Promise.all(ids.map((id) => opened.memory.remember('worker-w-1', id, { digest: id, revision: 1n })));
      for (const id of ids) expect(await opened.memory.recall('worker-w-1', id)).toMatchObject({ digest: id });
    });

    it('remembers when it is opened again', async () => {
      await opened.memory.remember('worker-w-1', 'command-1', first);
      const again = await opened.again();
      expect(await again.recall('worker-w-1', 'command-1')).toMatchObject(first);
      await again.close();
    });

    it('remembers for seven days, and not for ever', async () => {
      await opened.memory.remember('worker-w-1', 'command-1', first);
      at = BEGAN + 7 * 24 * HOUR - 1;
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toMatchObject(first);
      at = BEGAN + 7 * 24 * HOUR + 1;
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toBeUndefined();
    });

    it('remembers anew what it has forgotten', async () => {
      await opened.memory.remember('worker-w-1', 'command-1', first);
      at = BEGAN + 8 * 24 * HOUR;
      expect(await opened.memory.remember('worker-w-1', 'command-1', other)).toBe(other);
      at = BEGAN + 14 * 24 * HOUR;
      expect(await opened.memory.recall('worker-w-1', 'command-1')).toMatchObject(other);
    });

    it('can be closed twice', async () => {
      await opened.memory.close();
      await opened.memory.close();
    });
  });
}
