export { openKeyStore, type KeyStore } from './key-store.js';
export { loadOrCreateMasterKey, parseMasterKey } from './master-key.js';
export { isKeyStoreMissing } from './key-store.file.js';
export { openPersonalData, type PersonalData } from './personal-data.js';
export { requireOwnKeys } from './own-keys.js';
export {
  KeyMissing,
  KeysLost,
  KeysOfAnotherLog,
  SealBroken,
  SubjectErased,
  UnusableKeyStore,
  WrongMasterKey,
} from './personal-data.errors.js';
