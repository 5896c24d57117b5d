import { describe, expect, it } from 'vitest';
import { clickHouseFailure } from './engines/chdb-failure.js';
import { insertFailure, queryFailure } from './error-mapping.js';
import {
  AnalyticsLimitExceeded,
  AnalyticsQueryCancelled,
  AnalyticsQueryError,
  AnalyticsStorageFull,
  AnalyticsUnavailable,
  InsertOutcomeUnknown,
} from './errors.js';

const failure = (message: string, code?: string, type?: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code }, type === undefined ? {} : { type });

describe('a failed query', () => {
  it.each([
    [failure('x', '60', 'UNKNOWN_TABLE'), AnalyticsQueryError],
    [failure('x', '159', 'TIMEOUT_EXCEEDED'), AnalyticsLimitExceeded],
    [failure('x', '241', 'MEMORY_LIMIT_EXCEEDED'), AnalyticsLimitExceeded],
    [failure('x', '394', 'QUERY_WAS_CANCELLED'), AnalyticsQueryCancelled],
    [failure('connect', 'ECONNREFUSED'), AnalyticsUnavailable],
    [failure('<html>Bad Gateway</html>'), AnalyticsUnavailable],
    [failure('write', 'ENOSPC'), AnalyticsStorageFull],
    ['not an error', AnalyticsUnavailable],
  ])('%o', (error, expected) => {
    expect(queryFailure(error)).toBeInstanceOf(expected);
  });

  it('keeps code, name and cause', () => {
    const cause = failure('Table x does not exist', '60', 'UNKNOWN_TABLE');
    expect(queryFailure(cause)).toMatchObject({ message: cause.message, code: 60, type: 'UNKNOWN_TABLE', cause });
  });

  it('is not mapped twice', () => {
    const mapped = new AnalyticsUnavailable('closed');
    expect(queryFailure(mapped)).toBe(mapped);
    expect(insertFailure(mapped)).toBe(mapped);
  });
});

describe('a failed insert', () => {
  it.each([
    // Refused before anything could be written.
    [failure('x', '27', 'CANNOT_PARSE_INPUT_ASSERTION_FAILED'), AnalyticsQueryError],
    [failure('x', '252', 'TOO_MANY_PARTS'), AnalyticsQueryError],
    [failure('x', '241', 'MEMORY_LIMIT_EXCEEDED'), AnalyticsLimitExceeded],
    [failure('connect', 'ECONNREFUSED'), AnalyticsUnavailable],
    [failure('x', '243', 'NOT_ENOUGH_SPACE'), AnalyticsStorageFull],
    [failure('Cannot write: No space left on device', '75', 'CANNOT_WRITE_TO_FILE_DESCRIPTOR'), AnalyticsStorageFull],
    [failure('ENOSPC: no space left on device, write', 'ENOSPC'), AnalyticsStorageFull],
    // The rows may be in the table.
    [failure('x', '159', 'TIMEOUT_EXCEEDED'), InsertOutcomeUnknown],
    [failure('x', '216', 'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING'), InsertOutcomeUnknown],
    [failure('x', '394', 'QUERY_WAS_CANCELLED'), InsertOutcomeUnknown],
    [failure('socket hang up', 'ECONNRESET'), InsertOutcomeUnknown],
    [failure('<html>Gateway Timeout</html>'), InsertOutcomeUnknown],
    [failure('The user aborted a request.'), InsertOutcomeUnknown],
  ])('%o', (error, expected) => {
    expect(insertFailure(error)).toBeInstanceOf(expected);
  });
});

describe('what chDB throws', () => {
  it('takes the shape of what a server answers', () => {
    const thrown = new Error('Code: 60. DB::Exception: Table praxis.x (old) does not exist. (UNKNOWN_TABLE)\n');
    expect(clickHouseFailure(thrown)).toMatchObject({
      message: 'Table praxis.x (old) does not exist.',
      code: '60',
      type: 'UNKNOWN_TABLE',
      cause: thrown,
    });
  });

  it('is left as it is when it says no code', () => {
    const thrown = new Error('something else');
    expect(clickHouseFailure(thrown)).toBe(thrown);
  });
});
