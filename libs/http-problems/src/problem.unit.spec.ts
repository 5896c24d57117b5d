import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  CommandIdReused,
  EventStoreUnavailable,
  InvalidCommand,
  LogDamaged,
  LogMismatch,
  NotPermitted,
  Overloaded,
  RuleBroken,
  StorageFull,
  WrongExpectedRevision,
} from '@praxis/event-sourcing';
import {
  BadRequestException,
  HttpException,
  ImATeapotException,
  InternalServerErrorException,
  NotFoundException,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invalidRequest, problemFor, ProblemException, problemOf } from './problem.js';

function named(name: string): Error {
  return Object.assign(new Error('inner words'), { name });
}
function coded(code: string, errcode?: number): Error {
  return Object.assign(new Error('inner words'), { code, errcode });
}
function typed(type: string): Error {
  return Object.assign(new Error('inner words'), { type });
}

const FORESEEN: readonly [string, unknown, number, string][] = [
  ['a rule', new RuleBroken('UNIT_CLOSED', 'The unit is closed', { remedy: 'Reopen it.' }), 409, 'UNIT_CLOSED'],
  [
    'something unknown',
    new RuleBroken('UNKNOWN_UNIT', 'There is no unit x', { field: 'unitId', remedy: 'Open it.' }),
    422,
    'UNKNOWN_UNIT',
  ],
  ['a reused id', new CommandIdReused('command-1'), 409, 'COMMAND_ID_REUSED'],
  ['a stale revision', new WrongExpectedRevision('worker-1', 3n, 5n), 412, 'STALE_REVISION'],
  ['a stale revision of nothing', new WrongExpectedRevision('worker-1', 3n, 'no-stream'), 412, 'STALE_REVISION'],
  ['a role that may not', new NotPermitted('Erase', 'analyst', ['administrator']), 403, 'NOT_PERMITTED'],
  ['a body that does not fit', new InvalidCommand(z.int().safeParse('x').error!), 422, 'INVALID_REQUEST'],
  ['too many commands at once', new Overloaded('60 commands are waiting'), 503, 'OVERLOADED'],
  ['a full disk', new StorageFull('full'), 507, 'STORAGE_FULL'],
  ['a full disk under a file', coded('ENOSPC'), 507, 'STORAGE_FULL'],
  ['a quota that is used up', coded('EDQUOT'), 507, 'STORAGE_FULL'],
  ['a full disk under the keys', coded('ERR_SQLITE_ERROR', 13), 507, 'STORAGE_FULL'],
  ['a full disk under the tables', named('AnalyticsStorageFull'), 507, 'STORAGE_FULL'],
  ['a full disk behind what it led to', new Error('no', { cause: coded('ENOSPC') }), 507, 'STORAGE_FULL'],
  ['another error of SQLite', coded('ERR_SQLITE_ERROR', 11), 500, 'INTERNAL_ERROR'],
  ['more than the store takes', new AppendTooLarge('worker-1', 1_100_000, 1_048_576), 413, 'APPEND_TOO_LARGE'],
  ['another log', new LogMismatch({ kind: 'behind', message: 'behind' }), 503, 'ANOTHER_LOG'],
  ['a damaged log', new LogDamaged('at position 1'), 503, 'LOG_DAMAGED'],
  ['a store that is away', new EventStoreUnavailable('away'), 503, 'EVENT_STORE_UNAVAILABLE'],
  ['an unknown outcome', new AppendOutcomeUnknown('who knows'), 503, 'EVENT_STORE_UNAVAILABLE'],
  ['tables that are away', named('AnalyticsUnavailable'), 503, 'ANALYTICS_UNAVAILABLE'],
  ['a question that is too large', named('AnalyticsLimitExceeded'), 422, 'QUESTION_TOO_LARGE'],
  ['a person who was erased', named('SubjectErased'), 409, 'PERSON_ERASED'],
  ['malformed JSON', typed('entity.parse.failed'), 400, 'MALFORMED_JSON'],
  ['malformed JSON, as Nest says it', new BadRequestException('Unexpected token } in JSON'), 400, 'MALFORMED_JSON'],
  ['a body that is too large', typed('entity.too.large'), 413, 'BODY_TOO_LARGE'],
  ['another encoding', typed('charset.unsupported'), 415, 'UNSUPPORTED_ENCODING'],
  ['no such route', new NotFoundException('Cannot GET /api/x'), 404, 'NOT_FOUND'],
  ['a body that is too large, as Nest says it', new PayloadTooLargeException('no'), 413, 'BODY_TOO_LARGE'],
  ['another encoding, as Nest says it', new UnsupportedMediaTypeException('no'), 415, 'UNSUPPORTED_ENCODING'],
  ['anything else Nest refuses', new ImATeapotException('no'), 418, 'REQUEST_REFUSED'],
  ['what nobody foresaw', new TypeError('x is not a function'), 500, 'INTERNAL_ERROR'],
  ['what is not even an error', 'a string', 500, 'INTERNAL_ERROR'],
  ['nothing', undefined, 500, 'INTERNAL_ERROR'],
];

describe('the problem document', () => {
  it.each(FORESEEN)('of %s has a status, a code, words and a remedy', (_what, thrown, status, code) => {
    const problem = problemFor(thrown);

    expect(problem).toMatchObject({
      status,
      code,
      type: `urn:praxis:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    });
    expect(problem.title).not.toBe('');
    expect(problem.detail).not.toBe('');
    if (!(thrown instanceof RuleBroken)) expect(problem.remedy).toMatch(/\w.*\.$/);
  });

  it('names the field that a rule names, with what to do', () => {
    const problem = problemFor(new RuleBroken('X', 'is closed', { field: 'unitId', remedy: 'Open it.' }));

    expect(problem).toMatchObject({
      detail: 'is closed',
      remedy: 'Open it.',
      errors: [{ field: 'unitId', reason: 'is closed', remedy: 'Open it.' }],
    });
  });

  it('says where the record is now when If-Match is stale', () => {
    expect(problemFor(new WrongExpectedRevision('worker-1', 3n, 5n)).detail).toContain('revision 5');
    expect(problemFor(new WrongExpectedRevision('worker-1', 3n, 'no-stream')).detail).toContain('does not exist');
  });

  it('says how much is too much for the event store', () => {
    const { detail, errors } = problemFor(new AppendTooLarge('worker-1', 1_100_000, 1_048_576));

    expect(detail).toMatch(/1100000 .* 1048576 .*nothing was recorded/);
    expect(errors).toMatchObject([{ field: 'body', remedy: expect.stringContaining('MaxAppendSize') }]);
    expect(problemFor(new AppendTooLarge('worker-1', 17_000_000, undefined)).detail).toContain('takes less');
  });

  it('keeps to itself what went wrong inside', () => {
    for (const inner of [
      new Error('password=hunter2'),
      named('TypeError'),
      new InternalServerErrorException('inner words'),
    ]) {
      expect(JSON.stringify(problemFor(inner))).not.toMatch(/hunter2|inner words/);
    }
  });

  it('passes on a problem that is one already', () => {
    const problem = problemOf(422, 'UNKNOWN_FIGURE', 'No', 'There is none', { remedy: 'Ask for another.' });

    expect(problemFor(new ProblemException(problem))).toBe(problem);
    const handedOn = new HttpException('No', 422, { cause: new ProblemException(problem) });
    expect(problemFor(handedOn)).toBe(problem);
  });
});

describe('a request that does not fit', () => {
  const schema = z.strictObject({ on: z.iso.date(), parts: z.array(z.strictObject({ count: z.int() })) });
  const problemWith = (data: unknown) => {
    const parsed = schema.safeParse(data);
    if (parsed.success) throw new Error('it fits');
    return invalidRequest(parsed.error);
  };

  it('names every field, written as in the request', () => {
    const problem = problemWith({ on: 'tomorrow', parts: [{ count: 1 }, { count: 'two', colour: 'red' }], size: 3 });

    expect(problem).toMatchObject({ status: 422, code: 'INVALID_REQUEST' });
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['on', 'parts.1.colour', 'parts.1.count', 'size']);
    expect(problem.detail).toContain('on: ');
  });

  it('says of a field too many that it is one', () => {
    const error = problemWith({ on: '2026-06-30', parts: [], size: 3 }).errors?.[0];

    expect(error).toMatchObject({ field: 'size', reason: 'is not a field of this request' });
    expect(error?.remedy).toMatch(/\/api\/docs/);
  });

  it('says of each field what is wrong and what to do, in words for people', () => {
    const problem = problemWith({ parts: [{ count: 'two' }] });
    expect(problem.errors).toEqual([
      { field: 'on', reason: 'is missing', remedy: 'Give a text.' },
      { field: 'parts.0.count', reason: 'must be a number', remedy: 'Give a number.' },
    ]);
    expect(problem.detail).toBe('on: is missing');
  });

  it('names the body when all of it is wrong', () => {
    expect(problemWith('text').errors?.[0]?.field).toBe('body');
  });
});

it('a report that a full disk stopped was said not to be recorded', () => {
  const told = (['read', 'record'] as const).map((asked) => problemFor(new StorageFull('full'), asked));
  expect(told.map(({ detail }) => detail.split(':')[0])).toEqual(['It could not be read', 'It was not recorded']);
  expect(told.map(({ remedy }) => remedy?.split(', ')[1])).toEqual([
    'then ask again.',
    'then send the same again: nothing is recorded twice.',
  ]);
});
