import { ERASED, type SealContext } from '@praxis/event-sourcing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyMissing, openPersonalData, SealBroken, SubjectErased, type PersonalData } from './index.js';

const CONTEXT: SealContext = { subject: 'w-1', streamId: 'worker-w-1', type: 'praxis.worker-hired', field: 'name' };
const MASTER_KEY = randomBytes(32);
let directory: string;
let personal: PersonalData;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'praxis-vault-'));
  personal = openPersonalData({ path: join(directory, 'keys.sqlite'), masterKey: MASTER_KEY });
});
afterEach(() => {
  personal.close();
  rmSync(directory, { recursive: true });
});

it.each(['Zoë Ó Briain', '', '日本語 👩🏽‍⚕️ \u0000 \r\n', 'x'.repeat(1_000_000)])('opens what it sealed', (text) => {
  const sealed = personal.vault.seal(text, CONTEXT);
  expect(sealed.subject).toBe('w-1');
  expect(sealed.$sealed).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(personal.vault.open(sealed, CONTEXT) === text).toBe(true);
});

it('seals in the published form: a version byte, 12 bytes of IV, the ciphertext, 16 bytes of tag', () => {
  const bytes = Buffer.from(personal.vault.seal('Zoë', CONTEXT).$sealed, 'base64url');
  expect(bytes[0]).toBe(1);
  expect(bytes).toHaveLength(1 + 12 + Buffer.byteLength('Zoë') + 16);
});

it('seals the same text differently each time', () => {
  const sealed = new Set(Array.from({ length: 100 }, () => personal.vault.seal('Zoë', CONTEXT).$sealed));
  expect(sealed.size).toBe(100);
});

it('refuses half a character rather than change it', () => {
  expect(() => personal.vault.seal('\ud83d', CONTEXT)).toThrow(RangeError);
});

describe('tampering', () => {
  it('is noticed at every single character', () => {
    const { $sealed, subject } = personal.vault.seal('Zoë Ó Briain', CONTEXT);
    for (let at = 0; at < $sealed.length; at += 1) {
      const other = $sealed[at] === 'A' ? 'B' : 'A';
      const changed = { $sealed: $sealed.slice(0, at) + other + $sealed.slice(at + 1), subject };
      expect(() => personal.vault.open(changed, CONTEXT)).toThrow(SealBroken);
    }
  });

  it.each(['', 'AQ', '!', 'AQAA AAAA', 'x'.repeat(40)])('is noticed in %j', ($sealed) => {
    personal.vault.seal('Zoë', CONTEXT);
    expect(() => personal.vault.open({ $sealed, subject: 'w-1' }, CONTEXT)).toThrow(SealBroken);
  });

  it('is noticed when it is cut short or made longer', () => {
    const { $sealed, subject } = personal.vault.seal('Zoë Ó Briain', CONTEXT);
    for (const changed of [$sealed.slice(0, -4), $sealed + 'AAAA']) {
      expect(() => personal.vault.open({ $sealed: changed, subject }, CONTEXT)).toThrow(SealBroken);
    }
  });

  it.each(['subject', 'streamId', 'type', 'field'] as const)('is noticed when moved to another %s', (part) => {
    const sealed = personal.vault.seal('Zoë', CONTEXT);
    personal.vault.seal('somebody else', { ...CONTEXT, subject: 'w-2' });
    const elsewhere = { ...CONTEXT, [part]: 'w-2' };
    expect(() => personal.vault.open(sealed, elsewhere)).toThrow(SealBroken);
    expect(() => personal.vault.open({ ...sealed, subject: elsewhere.subject }, elsewhere)).toThrow(SealBroken);
  });

  it('is noticed when only the line between two parts of the place moves', () => {
    const sealed = personal.vault.seal('Zoë', { ...CONTEXT, streamId: 'worker-ab', type: 'c' });
    expect(() => personal.vault.open(sealed, { ...CONTEXT, streamId: 'worker-a', type: 'bc' })).toThrow(SealBroken);
  });
});

describe('erasure', () => {
  it('leaves `erased` for everything sealed for the person, and nobody else', () => {
    const name = personal.vault.seal('Zoë', CONTEXT);
    const other = { ...CONTEXT, subject: 'w-2', streamId: 'worker-w-2' };
    const theirs = personal.vault.seal('Ana', other);
    personal.shred('w-1');
    expect(personal.isShredded('w-1')).toBe(true);
    expect(personal.vault.open(name, CONTEXT)).toBe(ERASED);
    expect(personal.vault.open(theirs, other)).toBe('Ana');
  });

  it('lets nothing more be sealed for the person', () => {
    personal.vault.seal('Zoë', CONTEXT);
    personal.shred('w-1');
    expect(() => personal.vault.seal('Zoë', CONTEXT)).toThrow(SubjectErased);
  });

  it('is not what a lost key looks like', () => {
    const sealed = personal.vault.seal('Zoë', CONTEXT);
    const fresh = openPersonalData({ path: join(directory, 'other.sqlite'), masterKey: MASTER_KEY });
    expect(() => fresh.vault.open(sealed, CONTEXT)).toThrow(KeyMissing);
    fresh.close();
  });
});

describe('a digest of a text about somebody', () => {
  const digest = (text: string, subject = 'w-1') => personal.vault.personalDigest(subject, text);
  beforeEach(() => personal.prepare(['w-1', 'w-2']));

  it('is the same for the same person and text, and for no other', () => {
    expect(digest('Zoë')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(digest('Zoë')).toBe(digest('Zoë'));
    expect(digest('Zoe')).not.toBe(digest('Zoë'));
    expect(digest('Zoë', 'w-2')).not.toBe(digest('Zoë'));
  });

  it('cannot be made again once the person is erased', () => {
    personal.shred('w-1');
    expect(digest('Zoë')).toBeUndefined();
  });

  it('makes no key for who has none', () => {
    expect(digest('Zoë', 'w-3')).toBeUndefined();
    expect(personal.shred('w-3').destroyedKey).toBe(false);
  });
});
