import { randomUUID } from 'node:crypto';
import { organisation, ORGANISATION_ID } from '@praxis/domain';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';

export type IdentityAnswer = 'same' | 'different';

/**
 * Records whether an id of a file names somebody who is known, or a workplace that is. The rows that wait for it are
 * taken when their file is imported again.
 *
 * @param id as the report of the import gives it: `w-…` of a worker, `u-…` of a workplace
 * @throws {RuleBroken} the known worker or unit does not exist, or the answer contradicts another one
 */
export async function identityCommand(
  config: PlatformConfig,
  id: string,
  answer: IdentityAnswer,
  knownId: string,
): Promise<void> {
  const platform = await Platform.open(config);
  try {
    const about = id.startsWith('u-') ? 'workplace' : 'worker';
    const envelope = {
      commandId: randomUUID(),
      command: { type: 'AnswerIdentityQuestion', data: { about, id, knownId, answer } },
      actor: { id: 'local', role: 'data-steward' as const },
      source: 'cli',
    };
    const entrance = await platform.entrance();
    await entrance.execute({ aggregate: organisation.name, id: ORGANISATION_ID, envelopes: [envelope] });
    const said = answer === 'same' ? 'the same as' : 'not';
    process.stdout.write(`${id} is ${said} ${knownId}. Import the file again to take the rows that wait for it.\n`);
  } finally {
    await platform.close();
  }
}
