import { existsSync } from 'node:fs';
import type { EventStore } from '@praxis/event-sourcing';
import {
  isKeyStoreMissing,
  KeysLost,
  loadOrCreateMasterKey,
  openPersonalData,
  parseMasterKey,
  type PersonalData,
} from '@praxis/personal-data';
import type { layoutOf, PlatformConfig } from './platform.config.js';

/**
 * Opens the key store beside the log; makes one only where nothing is in the log yet, and a master key only for
 * a key store that is new. Made in place of what is lost, they would turn every text in the log into nonsense, and every
 * pseudonym into another person.
 *
 * @throws {KeysLost}
 */
export async function openKeys(
  { masterKey }: PlatformConfig,
  layout: ReturnType<typeof layoutOf>,
  log: EventStore,
): Promise<PersonalData> {
  const isNew = isKeyStoreMissing(layout.keys);
  if (isNew && (await log.head()) > 0n) {
    throw new KeysLost(`There is no key store ${layout.keys}, although the log holds events that were made with one`);
  }
  if (!isNew && masterKey === undefined && !existsSync(layout.masterKey)) {
    throw new KeysLost(`There is no master key ${layout.masterKey} to the key store ${layout.keys}`);
  }
  return openPersonalData({
    path: layout.keys,
    masterKey: masterKey ? parseMasterKey(masterKey) : loadOrCreateMasterKey(layout.masterKey),
  });
}
