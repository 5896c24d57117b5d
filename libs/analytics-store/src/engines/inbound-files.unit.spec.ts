import { expect, it } from 'vitest';
import { patternOf } from './inbound-files.js';

it.each([
  ["/data/O'Brien’s — données $1/inbound/1.native", "/data/O'Brien’s — données $1/inbound/1.native"],
  ['/data/{a,b} [c]/inbound/1.native', '/data/?a?b???c?/inbound/1.native'],
  ['/data/what?/inbound/1.native', '/data/what?/inbound/1.native'],
  ['/data/50*数据$/inbound/1.native', '/data/50?数据?/inbound/1.native'],
])('a batch at %s was looked for somewhere else', (file, pattern) => {
  expect(patternOf(file)).toBe(pattern);
});
