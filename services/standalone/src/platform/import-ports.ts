import type { ImportPorts } from '@praxis/imports';
import type { Platform } from './platform.js';

/** What imports need beside commands: pseudonyms, and many keys at once. */
export async function importPortsOf(platform: Platform): Promise<ImportPorts> {
  const { ports, personal, layout } = platform;
  return {
    ...ports,
    entrance: await platform.entrance(),
    pseudonym: (prefix, text) => personal.pseudonym(prefix, text),
    prepare: (subjects) => personal.prepare(subjects),
    spoolFolder: layout.uploads,
  };
}
