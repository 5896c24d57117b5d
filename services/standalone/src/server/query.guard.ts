import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ProblemException, problemOf } from '@praxis/http-problems';
import { READS_QUERY } from '@praxis/reports';
import type { Request } from 'express';

/**
 * Refuses a query where none is read: a filter, or a `dryRun`, that is passed over would be taken for heeded. Routes that
 * read one refuse by their schemas what they do not know of it.
 */
export class QueryGuard implements CanActivate {
  /** @throws {ProblemException} 422 */
  canActivate(context: ExecutionContext): boolean {
    if (Reflect.getMetadata(READS_QUERY, context.getHandler())) return true;
    const { query } = context.switchToHttp().getRequest<Request>();
    const remedy = 'Leave it out: of this address nothing is read but its path.';
    const errors = Object.keys(query).map((field) => ({ field, reason: 'is not read here', remedy }));
    const [first] = errors;
    if (!first) return true;
    const detail = `${first.field}: ${first.reason}`;
    throw new ProblemException(
      problemOf(422, 'INVALID_REQUEST', 'The request does not fit its schema', detail, { remedy, errors }),
    );
  }
}
