import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  CommandIdReused,
  EventStoreUnavailable,
  LogDamaged,
  LogMismatch,
  InvalidCommand,
  NotPermitted,
  Overloaded,
  remedyOfIssue,
  RuleBroken,
  WrongExpectedRevision,
} from '@praxis/event-sourcing';
import { HttpException } from '@nestjs/common';
import type { z } from 'zod';
import { isDiskFull } from './full-disk.js';

export interface FieldError {
  readonly field: string;
  readonly reason: string;
  readonly remedy?: string;
}

/** An RFC 9457 problem document: `code` is stable, `remedy` says what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly remedy?: string;
  readonly errors?: readonly FieldError[];
  /** Where the record is: its ETag without the quotation marks, or null while there is none. */
  readonly currentRevision?: string | null;
  /** How far it came, where part of what was asked for was done. */
  readonly report?: object;
}

export class ProblemException extends Error {
  override readonly name = 'ProblemException';
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export function problemOf(
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Pick<Problem, 'remedy' | 'errors' | 'currentRevision'> = {},
): Problem {
  return {
    type: `urn:praxis:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail,
    code,
    ...more,
  };
}

/** One entry per zod issue, with the path written as in the request. */
export function invalidRequest(error: z.ZodError, where = '', asked: 'record' | 'read' = 'record'): Problem {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const field = [where, ...issue.path.map(String)].filter(Boolean).join('.');
    const remedy = remedyOfIssue(issue);
    const more = remedy === undefined ? {} : { remedy };
    if (issue.code === 'unrecognized_keys') {
      const reason = 'is not a field of this request';
      return issue.keys.map((key) => ({ field: [field, key].filter(Boolean).join('.'), reason, ...more }));
    }
    return [{ field: field || 'body', reason: issue.message, ...more }];
  });
  const first = errors[0];
  return problemOf(
    422,
    'INVALID_REQUEST',
    'The request does not fit its schema',
    first ? `${first.field}: ${first.reason}` : 'The request does not fit its schema',
    { remedy: `Correct the fields named under errors${asked === 'read' ? '' : '; nothing was recorded'}.`, errors },
  );
}

/**
 * The problem document for anything that can be thrown on the way of a request.
 *
 * @param asked whether something was to be recorded, or only read
 */
export function problemFor(error: unknown, asked: 'record' | 'read' = 'record'): Problem {
  if (error instanceof ProblemException) return error.problem;
  if (isDiskFull(error)) return diskFull(asked);
  if (error instanceof NotPermitted) {
    return problemOf(403, 'NOT_PERMITTED', 'Your role may not do this', error.message, {
      remedy: `Ask somebody with one of these roles: ${error.roles.join(', ')}.`,
    });
  }
  if (error instanceof InvalidCommand) return invalidRequest(error.error);
  if (error instanceof RuleBroken) {
    const { field, remedy } = error.options;
    const unknown = error.code.startsWith('UNKNOWN_');
    return problemOf(
      unknown ? 422 : 409,
      error.code,
      unknown ? 'Something is not known' : 'A rule refuses this',
      error.message,
      { remedy, ...(field === undefined ? {} : { errors: [{ field, reason: error.message, remedy }] }) },
    );
  }
  if (error instanceof CommandIdReused) {
    return problemOf(409, 'COMMAND_ID_REUSED', 'This command id was used before', error.message, {
      remedy: 'Send a new Idempotency-Key with a new command; repeat the old body to repeat the old one.',
      errors: [{ field: 'Idempotency-Key', reason: 'was already used on this stream with another body' }],
    });
  }
  if (error instanceof WrongExpectedRevision) {
    const actual = typeof error.actual === 'bigint' ? `revision ${error.actual}` : 'a stream that does not exist yet';
    return problemOf(412, 'STALE_REVISION', 'Somebody else was first', `The record is at ${actual}`, {
      remedy: 'Read the record again, look at what changed, and send the command with its new ETag.',
      errors: [{ field: 'If-Match', reason: `is not the current revision` }],
      ...(error.actual === undefined
        ? {}
        : { currentRevision: typeof error.actual === 'bigint' ? String(error.actual) : null }),
    });
  }
  if (error instanceof AppendTooLarge) {
    const limit = error.limitBytes === undefined ? 'takes less' : `takes ${error.limitBytes}`;
    const remedy =
      'Record less in one command, or have the administrator raise MaxAppendSize of the EventStoreDB server.';
    return problemOf(
      413,
      'APPEND_TOO_LARGE',
      'The event store does not take so much at once',
      `What would be recorded has ${error.bytes} bytes, and the event store ${limit} at once: nothing was recorded`,
      { remedy, errors: [{ field: 'body', reason: 'comes to more than the event store takes at once', remedy }] },
    );
  }
  if (error instanceof LogMismatch) {
    return problemOf(
      503,
      'ANOTHER_LOG',
      'The tables are of another log',
      `${error.message}. Nothing is recorded and no figure is shown meanwhile`,
      {
        remedy: LogMismatch.remedy,
      },
    );
  }
  if (error instanceof LogDamaged) {
    return problemOf(503, 'LOG_DAMAGED', 'The event log is damaged', 'Part of the event log is not what was recorded', {
      remedy: 'Have the administrator put back the last good copy of the log, and run praxis verify.',
    });
  }
  if (error instanceof Overloaded) {
    return problemOf(503, 'OVERLOADED', 'Too much at once', `${error.message}; nothing was recorded`, {
      remedy: 'Send the same command with the same Idempotency-Key again in a moment.',
    });
  }
  if (error instanceof EventStoreUnavailable || error instanceof AppendOutcomeUnknown) {
    return problemOf(503, 'EVENT_STORE_UNAVAILABLE', 'The event store cannot be reached', error.message, {
      remedy: 'Send the same command with the same Idempotency-Key again: it takes effect once at most.',
    });
  }
  return problemForAdapter(error) ?? problemForHttp(error);
}

function diskFull(asked: 'record' | 'read'): Problem {
  const detail = `${asked === 'read' ? 'It could not be read' : 'It was not recorded'}: there is no space left on the disk`;
  const again = asked === 'read' ? 'then ask again.' : 'then send the same again: nothing is recorded twice.';
  const remedy = `Free space on the disk that holds the data folder, ${again}`;
  return problemOf(507, 'STORAGE_FULL', 'The disk is full', detail, { remedy });
}

/** By name, so that this package needs no adapter: the classes are those of analytics-store and personal-data. */
function problemForAdapter(error: unknown): Problem | undefined {
  switch ((error as { name?: unknown } | null)?.name) {
    case 'AnalyticsUnavailable':
      return problemOf(
        503,
        'ANALYTICS_UNAVAILABLE',
        'The analytics store cannot be reached',
        'The figures cannot be read now',
        {
          remedy: 'Try again in a moment. Nothing is lost: recording goes on, and the tables catch up.',
        },
      );
    case 'AnalyticsLimitExceeded':
      return problemOf(
        422,
        'QUESTION_TOO_LARGE',
        'The question is too large',
        'The report took more time or memory than it may',
        {
          remedy: 'Ask for a shorter period or a smaller unit.',
        },
      );
    case 'SubjectErased':
      return problemOf(
        409,
        'PERSON_ERASED',
        'This person has been erased',
        'Nothing personal can be recorded about a person who has been erased',
        {
          remedy: 'Leave the free text and the personal details out, or check whose record this is.',
        },
      );
    default:
      return undefined;
  }
}

function problemForHttp(error: unknown): Problem {
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.parse.failed') {
    return problemOf(400, 'MALFORMED_JSON', 'The body is not JSON', 'The body cannot be read as JSON', {
      remedy: 'Send one JSON object, encoded in UTF-8.',
      errors: [{ field: 'body', reason: 'is not well-formed JSON' }],
    });
  }
  if (type === 'entity.too.large') {
    return problemOf(413, 'BODY_TOO_LARGE', 'The body is too large', 'A command may be at most 1 MB', {
      remedy: 'Send less in one command; files go to /api/imports.',
    });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return problemOf(415, 'UNSUPPORTED_ENCODING', 'The encoding is not supported', 'Bodies are JSON in UTF-8', {
      remedy: 'Send application/json in UTF-8.',
    });
  }
  if (error instanceof HttpException) {
    // Nest hands on what a middleware refuses under its status alone, with the refusal as the cause.
    return error.cause instanceof ProblemException ? error.cause.problem : problemForNest(error);
  }
  return internalError(500);
}

/** Tells nothing of what went wrong: the words of an error that nobody foresaw may hold anything. */
function internalError(status: number): Problem {
  return problemOf(status, 'INTERNAL_ERROR', 'Something went wrong here', 'The request could not be handled', {
    remedy: 'Try again; if it happens again, tell the administrator the time of the request.',
  });
}

function problemForNest(error: HttpException): Problem {
  const status = error.getStatus();
  if (status === 404) {
    return problemOf(404, 'NOT_FOUND', 'There is nothing here', error.message, {
      remedy: 'See /api/docs for what there is.',
    });
  }
  // Nest hands on the body parser's refusals under their status alone.
  if (status === 400 && error.message.includes('JSON')) return problemForHttp({ type: 'entity.parse.failed' });
  if (status === 413) return problemForHttp({ type: 'entity.too.large' });
  if (status === 415) return problemForHttp({ type: 'charset.unsupported' });
  if (status >= 500) return internalError(status);
  return problemOf(status, 'REQUEST_REFUSED', 'The request was refused', error.message, {
    remedy: 'Check the address and the headers against /api/docs.',
  });
}
