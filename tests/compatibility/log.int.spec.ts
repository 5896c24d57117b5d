import { ERASED } from '@praxis/event-sourcing';
import { KeysOfAnotherLog, loadOrCreateMasterKey, openPersonalData } from '@praxis/personal-data';
import { layoutOf, Platform } from '@praxis/standalone';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KEPT_FOLDERS, opened, readLog, type KeptFolder } from './kept-folder.js';

describe.each(KEPT_FOLDERS)('the log of $name', (folder: KeptFolder) => {
  const { manifest } = folder;

  it('holds every type of event that its commit knew', () => {
    const written = Object.keys(manifest.counts);
    expect(manifest.eventTypes.filter((type) => !written.includes(type))).toEqual([]);
  });

  it('is read whole: as many events of each type as were written, each fitting the newest version', async () => {
    const counts: Record<string, number> = {};
    const unfit: unknown[] = [];
    const head = await opened(folder, async (platform) => {
      const { codec } = platform.ports;
      for (const { recorded } of await readLog(platform)) {
        const { type } = recorded.event;
        counts[type] = (counts[type] ?? 0) + 1;
        const { error } = codec.definition(type).schema.safeParse(codec.reveal(recorded));
        if (error) unfit.push({ type, position: recorded.position, error: error.message });
      }
      return platform.store.head();
    });

    expect(unfit).toEqual([]);
    expect(counts).toEqual(manifest.counts);
    expect(String(head)).toBe(manifest.head);
  });

  it('is still one of before there were digests, which begin with what is appended now', async () => {
    const dataDir = folder.copy();
    for (const _time of ['at first', 'afterwards']) {
      const platform = await Platform.open({ dataDir });
      expect(String(platform.digestsDue - 1n)).toBe(manifest.head);
      await platform.close();
    }
    rmSync(dataDir, { recursive: true });
  });

  it('is not called damaged where the keys are another installation’s: they are called that', async () => {
    const dataDir = folder.copy();
    const layout = layoutOf(dataDir);
    for (const path of [layout.keys, layout.masterKey]) rmSync(path);
    openPersonalData({ path: layout.keys, masterKey: loadOrCreateMasterKey(layout.masterKey) }).close();
    await expect(Platform.open({ dataDir })).rejects.toThrow(KeysOfAnotherLog);
    rmSync(dataDir, { recursive: true });
  });

  it('gives its personal texts back, and of who was erased none', async () => {
    const told = manifest.personal.filter(({ subject }) => !manifest.erasedInLogOnly.includes(subject));
    const readable = await opened(folder, async (platform) => {
      const log = new Map((await readLog(platform)).map(({ recorded }) => [String(recorded.position), recorded]));
      return told.map(({ position, field, ...rest }) => {
        const text = platform.ports.codec.reveal(log.get(position)!)[field];
        return { position, ...rest, field, text: text === ERASED ? null : text };
      });
    });

    expect(readable).toEqual(told);
    const erased = told.filter(({ text }) => text === null).map(({ subject }) => subject);
    expect([...new Set(erased)]).toEqual(manifest.erased);
  });
});
