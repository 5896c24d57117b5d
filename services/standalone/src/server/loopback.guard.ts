import { problemOf } from '@praxis/http-problems';
import type { NextFunction, Request, Response } from 'express';

/**
 * Until there is sign-on, whoever reaches the server is taken for its owner, so only this machine may: a page of
 * another site must not get here through a name that it resolves to 127.0.0.1, nor post to it unseen.
 */
export function onlyThisMachine(port: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port()}`);
    const origin = request.header('origin');
    const host = request.header('host') ?? '';
    const fromHere =
      names.includes(host) && (origin === undefined || names.some((name) => origin === `http://${name}`));
    if (fromHere) {
      next();
      return;
    }
    const problem = problemOf(
      403,
      'NOT_THIS_MACHINE',
      'Only this machine may ask',
      'The request names another host or comes from another site',
      {
        remedy: `Open http://127.0.0.1:${port()} on this machine.`,
      },
    );
    response.status(403).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** What browsers are told about every answer. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  );
  next();
}
