import { RuleBroken } from '@praxis/event-sourcing';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.js';
import { WHILE_SERVING } from './while-serving.js';

const named = (name: string) => Object.assign(new Error('what happened'), { name });
const coded = (code: string) => Object.assign(new Error(`${code}: no`), { code });

describe('an error that is foreseen', () => {
  it.each([
    'StoreLocked',
    'ProjectorLocked',
    'AnalyticsStoreLocked',
    'LogDamaged',
    'LogMismatch',
    'UnusableLogFile',
    'KeysLost',
    'KeysOfAnotherLog',
    'UnusableKeyStore',
    'WrongMasterKey',
    'TableMismatch',
    'FactsAheadOfLog',
    'StorageFull',
    'AnalyticsStorageFull',
    'AppendTooLarge',
    'EventStoreUnavailable',
    'AnalyticsUnavailable',
    'ImportInterrupted',
    'InvalidCommand',
    'OutputNotEmpty',
  ])('%s is its message and what to do about it', (name) => {
    expect(explain(named(name))).toMatch(/^praxis: what happened\n.+\.$/);
  });

  it.each(['KeysLost', 'LogDamaged', 'UnusableLogFile'])(
    'the document that %s names was not about it: it has the part that is named',
    (name) => {
      const remedy = explain(named(name));
      const document = /docs\/how-to\/[a-z-]+\.md/.exec(remedy)![0];
      const text = readFileSync(new URL(`../../../../${document}`, import.meta.url), 'utf8');
      expect(text).toContain(`\n## ${/“(.+?)”/.exec(remedy)![1]}\n`);
    },
  );

  it('a folder in use told whoever wanted to verify it how to import: each command is told its own way', () => {
    const stop = 'Stop the other process first, or give another folder with --data-dir.';
    for (const [command, way] of Object.entries(WHILE_SERVING)) {
      expect(explain(named('StoreLocked'), command)).toBe(`praxis: what happened\n${stop} ${way}`);
    }
    expect(explain(named('StoreLocked'))).toBe(`praxis: what happened\n${stop}`);
    expect(explain(named('ProjectorLocked'), 'erase')).not.toContain('erase-worker');
  });

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'])('%s names --data-dir', (code) => {
    expect(explain(coded(code))).toMatch(/--data-dir/);
    expect(explain(coded(code))).not.toMatch(/^\s+at /m);
  });

  it('a folder that generate could not write to was told with an option that it does not have', () => {
    expect(explain(coded('EACCES'), 'generate')).toMatch(/with --out\.$/);
    expect(explain(coded('EACCES'), 'verify')).toMatch(/with --data-dir\.$/);
  });

  it('an error that knows what to do about it is told with that', () => {
    expect(explain(Object.assign(named('AnalyticsFolderUnusable'), { remedy: 'Copy it again.' }))).toBe(
      'praxis: what happened\nCopy it again.',
    );
  });

  it('a full disk is said as one wherever it was noticed, with what else there is to do', () => {
    const full = /^praxis: ENOSPC: no\nFree space on the disk/;
    expect(explain(coded('ENOSPC'))).toMatch(full);
    expect(explain(Object.assign(named('Error'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }))).toMatch(/Free space/);
    const interrupted = Object.assign(named('ImportInterrupted'), { cause: coded('ENOSPC') });
    expect(explain(interrupted)).toMatch(/^praxis: what happened\nFree space .+\nImport the same files again.+$/);
  });

  it('a rule is its words and its remedy', () => {
    expect(explain(new RuleBroken('UNKNOWN_WORKER', 'There is no worker x', { remedy: 'Check the id.' }))).toBe(
      'praxis: There is no worker x\nCheck the id.',
    );
  });

  it('a plain error is its message alone', () => {
    expect(explain(new Error('There is no file x'))).toBe('praxis: There is no file x');
  });
});

it('an error that nobody foresaw keeps its stack', () => {
  expect(explain(new TypeError('x is not a function'))).toMatch(/TypeError: x is not a function\n\s+at /);
});

it('what is no error is said as it is', () => {
  expect(explain('text')).toBe('praxis: text');
});
