import { expect, it } from 'vitest';
import { pastTheEnd } from './records.wording.js';

it('a list of records opened past its end said that there are none', () => {
  expect(pastTheEnd({ offset: 5000, total: 1234 })).toEqual({
    field: 'offset',
    text: 'Offset “5000” passes over all there are: 1,234 records',
    remedy: 'Give less than 1,234, or leave it out.',
  });
  expect(pastTheEnd({ offset: 1, total: 1 })?.text).toContain('1 record');
  expect(pastTheEnd({ offset: 99, total: 100 })).toBeUndefined();
  expect(pastTheEnd({ offset: 0, total: 0 })).toBeUndefined();
});
