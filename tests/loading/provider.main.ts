import { writeProvider } from './provider-loading.js';

/** Writes the files of a provider, in a process of its own. */
const { folder, until } = JSON.parse(process.argv[2]!) as { readonly folder: string; readonly until?: string };
const answer = await writeProvider(folder, until).then(
  (files) => ({ files }),
  (error: unknown) => ({ error: String(error) }),
);
process.send?.(answer, () => process.exit(0));
