import { problemOf } from '@praxis/http-problems';
import type { NextFunction, Request, Response } from 'express';

/** What a browser says of a request that this server's own page made, or that a person typed or opened from a bookmark. */
const FROM_HERE = ['same-origin', 'none'];

/**
 * Until there is sign-on, whoever reaches the server is taken for its owner, so only this machine may: a page of
 * another site must not get here through a name that it resolves to 127.0.0.1, nor ask or post anything unseen.
 * Programs that send neither `Origin` nor `Sec-Fetch-Site` are no pages, and are let in.
 */
export function onlyThisMachine(port: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port()}`);
    if (names.includes(request.header('host') ?? '') && (isOwn(request, names) || isOpenedLink(request))) {
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

function isOwn(request: Request, names: readonly string[]): boolean {
  const origin = request.header('origin');
  const site = request.header('sec-fetch-site');
  const ownOrigin = origin === undefined || names.some((name) => origin === `http://${name}`);
  return ownOrigin && (site === undefined || FROM_HERE.includes(site));
}

/**
 * A link in a mail or on another site that a person follows to one of the pages: it shows that page and changes nothing.
 * In a frame, from a script or below /api it would.
 */
function isOpenedLink(request: Request): boolean {
  return (
    request.method === 'GET' &&
    request.header('origin') === undefined &&
    request.header('sec-fetch-mode') === 'navigate' &&
    request.header('sec-fetch-dest') === 'document' &&
    !isOfApi(request.path)
  );
}

/** Written in whatever way the router may take for the same: in capitals, with escapes, with doubled slashes. */
function isOfApi(path: string): boolean {
  try {
    return /^\/+api(\/|$)/i.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}
