export { openKeyStore, type KeyStore } from './key-store.js';
export { loadOrCreateMasterKey, parseMasterKey } from './master-key.js';
export { openPersonalData, type PersonalData } from './personal-data.js';
export { KeyMissing, SealBroken, SubjectErased, UnusableKeyStore, WrongMasterKey } from './personal-data.errors.js';
