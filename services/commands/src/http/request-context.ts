import { randomUUID } from 'node:crypto';
import { ROLES, type DomainActor } from '@praxis/domain';
import { NotPermitted } from '@praxis/event-sourcing';
import type { Request } from 'express';
import { ProblemException, problemOf } from '@praxis/http-problems';

/** Whoever can reach this machine's loopback address, until sign-on exists. See docs/adr/0004. */
export const LOCAL_ACTOR: DomainActor = { id: 'local', role: 'administrator' };

const KEY = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/** From `Idempotency-Key`: the command's id. A new one, that nobody can send again, when the header is absent. */
export function commandIdOf(request: Request): { readonly commandId: string; readonly chosen: boolean } {
  const key = request.header('idempotency-key');
  if (key === undefined) return { commandId: randomUUID(), chosen: false };
  if (KEY.test(key)) return { commandId: key, chosen: true };
  return refuse(
    'Idempotency-Key',
    'must be 8–128 letters, digits, dots, dashes, colons or underscores',
    'Send a UUID.',
  );
}

/** From `If-Match: "7"`: the revision the sender has seen. */
export function expectedRevisionOf(request: Request): bigint | undefined {
  const header = request.header('if-match');
  if (header === undefined) return undefined;
  const match = /^(?:W\/)?"(\d{1,19})"$/.exec(header.trim());
  if (match?.[1]) return BigInt(match[1]);
  return refuse('If-Match', 'must be the ETag of the record, such as "7"', 'Read the record and send its ETag.');
}

/** From `Praxis-Actor: w-7f3a; role=supervisor`. */
export function actorOf(request: Request): DomainActor {
  const header = request.header('praxis-actor');
  if (header === undefined) return LOCAL_ACTOR;
  const match = /^([a-z0-9][a-z0-9-]{0,79})\s*;\s*role=([a-z-]+)$/.exec(header.trim());
  const role = ROLES.find((known) => known === match?.[2]);
  if (match?.[1] && role) return { id: match[1], role };
  return refuse(
    'Praxis-Actor',
    'must be an id and a role, such as w-7f3a; role=supervisor',
    `Roles: ${ROLES.join(', ')}.`,
  );
}

/** For what is no command; commands are judged at their entrance. @throws {NotPermitted} */
export function requireRole(actor: DomainActor, roles: readonly string[], what: string): void {
  if (!roles.includes(actor.role)) throw new NotPermitted(what, actor.role, roles);
}

function refuse(field: string, reason: string, remedy: string): never {
  throw new ProblemException(
    problemOf(400, 'INVALID_HEADER', 'A header cannot be read', `${field} ${reason}`, {
      remedy,
      errors: [{ field, reason, remedy }],
    }),
  );
}
