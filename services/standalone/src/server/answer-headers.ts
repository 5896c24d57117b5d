import compression from 'compression';
import type { Handler, NextFunction, Request, Response } from 'express';

/**
 * What browsers are told about every answer. Nothing is kept by a browser or a proxy unless whoever answers says that it
 * may be: most of what is served here is about people, refusals too.
 */
export function answerHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  );
  next();
}

/** Brotli or gzip, as the request accepts, for what shrinks by it. */
export function compressedAnswers(): Handler {
  // A strong ETag names the bytes that are sent, and If-Match compares it: a record's revision stays on what it names.
  const named = (response: Response) => String(response.getHeader('ETag') ?? '').startsWith('"');
  return compression({ filter: (request, response) => !named(response) && compression.filter(request, response) });
}
