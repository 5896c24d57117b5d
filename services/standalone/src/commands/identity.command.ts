import { randomUUID } from 'node:crypto';
import { remarkOn } from '@praxis/commands/remark';
import { organisation, ORGANISATION_ID } from '@praxis/domain';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';

export type IdentityAnswer = 'same' | 'different';

/**
 * Records whether an id of a file names somebody who is known, or a workplace that is. The rows that wait for it are
 * taken when their file is imported again. Where it replaces another answer, that is said.
 *
 * @param id as the report of the import gives it: `w-…` of a worker, `u-…` of a workplace
 * @throws {LogMismatch} the log is not the one that the tables were filled from
 * @throws {RuleBroken} the known worker or unit does not exist, or the answer contradicts another one
 */
export async function identityCommand(
  config: PlatformConfig,
  id: string,
  answer: IdentityAnswer,
  knownId: string,
): Promise<void> {
  const platform = await Platform.openExisting(config);
  try {
    await platform.requireOwnLog();
    const about = id.startsWith('u-') ? 'workplace' : 'worker';
    const envelope = {
      commandId: randomUUID(),
      command: { type: 'AnswerIdentityQuestion', data: { about, id, knownId, answer } },
      actor: { id: 'local', role: 'data-steward' as const },
      source: 'cli',
    };
    const entrance = await platform.entrance();
    const aggregate = organisation.name;
    const result = await entrance.execute({ aggregate, id: ORGANISATION_ID, envelopes: [envelope] });
    const remark = await remarkOn({ aggregate, id: ORGANISATION_ID, envelope, result }, platform.ports);
    const said = answer === 'same' ? 'the same as' : 'not';
    const lines = [`${id} is ${said} ${knownId}. Import the file again to take the rows that wait for it.`, remark];
    process.stdout.write(`${lines.filter(Boolean).join('\n')}\n`);
  } finally {
    await platform.close();
  }
}
