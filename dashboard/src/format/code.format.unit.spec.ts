import { expect, it } from 'vitest';
import { codeLabel } from './code.format.js';

it('codes become words, and words that have a hyphen keep it', () => {
  expect(codeLabel('peer-discussion')).toBe('Peer discussion');
  expect(codeLabel('action-learning-set')).toBe('Action learning set');
  expect(codeLabel('e-learning')).toBe('E-learning');
  expect(codeLabel('')).toBe('');
});
