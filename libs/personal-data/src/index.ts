export { openKeyStore, type KeyLookup, type KeyStore, type KeyStoreOptions, type Shredding } from './key-store.js';
export { loadOrCreateMasterKey, parseMasterKey } from './master-key.js';
export { isKeyStoreMissing } from './key-store.file.js';
export { openPersonalData, type PersonalData } from './personal-data.js';
export {
  KeyMissing,
  KeysLost,
  SealBroken,
  SubjectErased,
  UnusableKeyStore,
  WrongMasterKey,
} from './personal-data.errors.js';
export { digestOf, pseudonymOf } from './pseudonym.js';
export { SealedFieldVault } from './sealed-field.vault.js';
