import { StorageFull } from '@praxis/event-sourcing';
import { openEmbeddedCommandMemory, type EmbeddedCommandMemoryOptions } from '@praxis/event-store-embedded';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandMemoryConformance } from './command-memory.conformance.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'praxis-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (options: Partial<EmbeddedCommandMemoryOptions> = {}) =>
  openEmbeddedCommandMemory({ path: join(folder, 'commands.db'), log: 'log-1', ...options });
const command = { digest: 'd1', revision: 7n };

commandMemoryConformance('the memory beside the embedded log', async (now) => {
  const memory = open({ now });
  return {
    memory,
    again: async () => {
      await memory.close();
      return open({ now });
    },
    cleanUp: () => memory.close(),
  };
});

describe('the memory beside the embedded log', () => {
  it('keeps so many commands and no more: the oldest go first', async () => {
    let at = Date.parse('2026-06-30T12:00:00.000Z');
    const memory = open({ mostKept: 10, now: () => new Date((at += 1_000)).toISOString() });
    for (let number = 0; number < 50; number += 1) await memory.remember('worker-w-1', `command-${number}`, command);

    expect(await memory.recall('worker-w-1', 'command-0')).toBeUndefined();
    const last = Array.from({ length: 10 }, (_, index) => `command-${40 + index}`);
    for (const id of last) expect(await memory.recall('worker-w-1', id), id).toBeDefined();
    await memory.close();
  });

  it('forgets what it knew of another log', async () => {
    const before = open();
    await before.remember('worker-w-1', 'command-1', command);
    await before.close();
    const put = open({ log: 'log-2' });
    expect(await put.recall('worker-w-1', 'command-1')).toBeUndefined();
    await put.close();
  });

  it('says that the disk is full, and goes on when there is room again', async () => {
    const full = open({ maxBytes: 16 * 4_096 });
    const fill = async () => {
      for (let number = 0; ; number += 1) {
        await full.remember('worker-w-1', `command-${number}`, { ...command, digest: 'd'.repeat(1_000) });
      }
    };
    await expect(fill()).rejects.toBeInstanceOf(StorageFull);
    expect(await full.recall('worker-w-1', 'command-0')).toBeDefined();
    await full.close();
    const roomy = open();
    await roomy.remember('worker-w-1', 'command-last', command);
    expect(await roomy.recall('worker-w-1', 'command-last')).toEqual(command);
    await roomy.close();
  });

  it('can be read by nobody else', async () => {
    const memory = open();
    expect(statSync(join(folder, 'commands.db')).mode & 0o777).toBe(0o600);
    await memory.close();
  });

  it('says which file cannot be used, and what to do', () => {
    writeFileSync(
      join(folder, 'commands.db'),
      'no database, and long enough to be told from an empty one '.repeat(100),
    );
    expect(() => open()).toThrow(/commands\.db cannot be used.*Remove that file/);
  });
});
