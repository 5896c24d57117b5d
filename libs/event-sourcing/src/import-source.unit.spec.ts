import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formerImportSource, importSource, keyedSource } from './import-source.js';
import { readableVault } from './testing/readable.vault.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FILE = sha256('WORKER,DOB\nW001,17/03/1957\n');
const { pseudonym } = readableVault();
const other = (kind: string, text: string) => pseudonym(`${kind} elsewhere`, text);

describe('what facts say that they are from could be worked out from a file', () => {
  it('it is another one in each installation, and the same in one', () => {
    expect(importSource(FILE, pseudonym)).toMatch(/^import:i-[a-z2-7]{26}$/);
    expect(importSource(FILE, pseudonym)).toBe(importSource(FILE, pseudonym));
    expect(importSource(FILE, other)).not.toBe(importSource(FILE, pseudonym));
    expect(importSource(sha256('WORKER,DOB\nW001,18/03/1957\n'), pseudonym)).not.toBe(importSource(FILE, pseudonym));
  });

  it('what an earlier release wrote is read as what is written now, whatever of the file it is about', () => {
    const former = formerImportSource(FILE);
    expect(former).toBe(`import:${FILE.slice(0, 12)}`);
    for (const about of ['', ':part', ':questions'])
      expect(keyedSource(former + about, pseudonym)).toBe(importSource(FILE, pseudonym) + about);
  });

  it.each(['api', 'ui', 'shipped', 'import:measured', 'import:0123456789abc', importSource(FILE, pseudonym)])(
    'anything else is read as it is: %s',
    (source) => expect(keyedSource(source, pseudonym)).toBe(source),
  );
});
