import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { lengthPrefixed } from './binding.js';
import { chainDigestUnder, digestOf, pseudonymOf } from './pseudonym.js';

const SECRET = Buffer.alloc(32, 7);

it('never changes: logs hold these names for ever', () => {
  expect(pseudonymOf(SECRET, 'worker', 'P12345')).toBe('w-edgko3sfonw2h6h3mgt5r7vzom');
  expect(pseudonymOf(SECRET, 'workplace', 'P12345')).toBe('w-2hre6bztnrbljgwys635lwzapw');
  expect(digestOf(SECRET, '{"type":"hire"}')).toBe('g6_trEFINVQFXOfwk0hXSNByNSfAayZJlIHXf971xqQ');
  expect(chainDigestUnder(SECRET)('an event')).toBe('w82rEkVM1KjNcYLIx0TNWGRHM5RZOcmLrBTG5JSRAKc');
});

it('is the first 130 bits of the HMAC in base32', () => {
  const mac = createHmac('sha256', SECRET)
    .update(lengthPrefixed(['pseudonym', 'worker', 'Zoë']))
    .digest();
  const bits = [...mac]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, 130);
  const expected = bits.match(/.{5}/g)!.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five, 2)]!);
  expect(pseudonymOf(SECRET, 'worker', 'Zoë')).toBe(`w-${expected.join('')}`);
});

it('has the same shape for any key', () => {
  for (const key of ['', 'a', 'é', 'x'.repeat(10_000), '\u0000']) {
    expect(pseudonymOf(SECRET, 'worker', key)).toMatch(/^w-[a-z2-7]{26}$/);
  }
});

it('differs by secret, by kind and by key, and knows where the kind ends', () => {
  const names = [
    pseudonymOf(SECRET, 'worker', 'P1'),
    pseudonymOf(SECRET, 'worker', 'P2'),
    pseudonymOf(SECRET, 'worker', 'p1'),
    pseudonymOf(SECRET, 'workerP', '1'),
    pseudonymOf(Buffer.alloc(32, 8), 'worker', 'P1'),
  ];
  expect(new Set(names).size).toBe(names.length);
});

it('gives ten thousand people ten thousand names', () => {
  const names = new Set(Array.from({ length: 10_000 }, (_, n) => pseudonymOf(SECRET, 'worker', `P${n}`)));
  expect(names.size).toBe(10_000);
});

it.each(['', 'Worker', '1st', '-'])('refuses %j as a kind', (kind) => {
  expect(() => pseudonymOf(SECRET, kind, 'P1')).toThrow(RangeError);
});

it('gives equal texts equal digests, and only them', () => {
  expect(digestOf(SECRET, 'a')).toBe(digestOf(SECRET, 'a'));
  expect(digestOf(SECRET, 'a')).not.toBe(digestOf(SECRET, 'b'));
  expect(digestOf(SECRET, 'a')).not.toBe(digestOf(Buffer.alloc(32, 8), 'a'));
  expect(digestOf(SECRET, 'a')).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

it('links chains under a key that digests are not made with', () => {
  const key = createHmac('sha256', SECRET)
    .update(lengthPrefixed(['key', 'event-chain']))
    .digest();
  expect(chainDigestUnder(SECRET)('a')).toBe(createHmac('sha256', key).update('a').digest('base64url'));
  expect(chainDigestUnder(SECRET)('a')).not.toBe(chainDigestUnder(Buffer.alloc(32, 8))('a'));
});
