import { ProblemException, problemOf } from '@praxis/http-problems';
import express, { type Handler } from 'express';

/** No command is nested more than a few deep. */
const MAX_DEPTH = 32;
const [QUOTE, BACKSLASH, OPEN_ARRAY, OPEN_OBJECT, CLOSE_ARRAY, CLOSE_OBJECT] = Buffer.from('"\\[{]}');

/**
 * Reads a command's body. How deep it is nested is looked at before it is parsed, since whoever walks through a value
 * afterwards calls itself once for each level.
 */
export function jsonBody(): Handler {
  return express.json({
    limit: '1mb',
    strict: true,
    verify: (_request, _response, bytes, encoding) => {
      if (encoding !== 'utf-8') refuseEncoding();
      if (isDeeperThan(MAX_DEPTH, bytes)) refuseDepth();
    },
  });
}

/** Of text in UTF-8: none of the six is part of another character there. */
function isDeeperThan(most: number, bytes: Uint8Array): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Where the text that begins there ends; past the end when nothing ends it. */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function refuseDepth(): never {
  const remedy = `Send one flat JSON object as described at /api/docs; at most ${MAX_DEPTH} levels are read.`;
  throw new ProblemException(
    problemOf(400, 'JSON_TOO_DEEP', 'The body is nested too deep', `The body has more than ${MAX_DEPTH} levels`, {
      remedy,
      errors: [{ field: 'body', reason: `is nested more than ${MAX_DEPTH} levels deep`, remedy }],
    }),
  );
}

function refuseEncoding(): never {
  throw Object.assign(new Error('Bodies are JSON in UTF-8'), { status: 415, type: 'charset.unsupported' });
}
