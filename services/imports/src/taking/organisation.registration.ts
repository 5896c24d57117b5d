import { commandIdOf } from './command-ids.js';
import type { ResolvedStream, RowCommand } from './file-plan.js';
import type { TakingContext } from './taking.context.js';

/**
 * Puts the registration of the organisation before what is said about its units, when it is not registered yet: no
 * kind of file says it. It counts as registered since the first day that the rows speak of.
 */
export async function withRegistration(resolved: ResolvedStream, context: TakingContext): Promise<ResolvedStream> {
  const [first] = resolved.commands;
  if (first === undefined) return resolved;
  const { organisation, workforce, received, today, digest, dayOf } = context;
  const { now } = await workforce.units(organisation.id, received);
  if (now.registered) return resolved;
  const recordedOn = first.attestedAt === undefined ? today : dayOf(first.attestedAt);
  const on = resolved.commands
    .map(dayOfCommand)
    .reduce((earliest, day) => (day < earliest ? day : earliest), recordedOn);
  const registration: RowCommand = {
    row: first.row,
    command: { type: 'RegisterOrganisation', data: { name: organisation.name, on } },
    commandId: commandIdOf(digest, ['organisation', 'registration', organisation.id]),
    attestedAt: first.attestedAt,
    columnOf: () => undefined,
  };
  return { ...resolved, commands: [registration, ...resolved.commands] };
}

function dayOfCommand({ command }: RowCommand): string {
  const data = command.data as { readonly on?: string; readonly from?: string };
  return data.on ?? data.from ?? '9999-12-31';
}
