import { expect, it } from 'vitest';
import { heldUntilAnswered } from './held.rows.js';

it('a held id had a remedy on the command line alone, where a running server has the folder', () => {
  const { remedy } = heldUntilAnswered('UNIT', [{ about: 'workplace', id: 'unit-a', knownId: 'home' }]);
  expect(remedy).toContain('praxis identity unit-a same home');
  expect(remedy).toContain('POST /api/organisations/main/answer-identity-question');
});
