import { LogDamaged, LogMismatch } from '@praxis/event-sourcing';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemFor, ProblemException } from './problem.js';

const READING: readonly string[] = ['GET', 'HEAD'];

/** Turns whatever is thrown into a problem document. What nobody foresaw is logged with its stack, and told without. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    if (response.destroyed && hungUp(error)) return;
    const problem = problemFor(error, READING.includes(http.getRequest<Request>().method) ? 'read' : 'record');
    if (problem.status >= 500 && !isAnnounced(error) && !(error instanceof ProblemException))
      this.#logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503 && !isAnnounced(error)) response.setHeader('Retry-After', '2');
    if (typeof problem.currentRevision === 'string') response.setHeader('ETag', `"${problem.currentRevision}"`);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** Said once by whoever keeps watch over the log, and not over by itself: nothing is gained by asking again. */
function isAnnounced(error: unknown): boolean {
  return error instanceof LogMismatch || error instanceof LogDamaged;
}

/** Who asked has gone before all was sent: there is nobody to tell, and nothing went wrong here. */
function hungUp(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return code === 'ECONNRESET' || name === 'AbortError' || name === 'AnalyticsQueryCancelled';
}
