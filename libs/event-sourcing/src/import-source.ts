/** Stands for a text: the same for the same kind and text in one installation. */
type Pseudonym = (kind: string, text: string) => string;

/** As earlier releases named a file: of whoever knows it but for a cell, anybody could try which cell gives this. */
const FORMER = /^import:([0-9a-f]{12})(?=:|$)/;

/**
 * What the facts of a file say that they are from: the same for the same file in one installation, and telling nothing
 * about it to who lacks the installation's secret. See docs/adr/0003.
 *
 * @param sha256 of the file, in hex
 */
export function importSource(sha256: string, pseudonym: Pseudonym): string {
  return keyedSource(formerImportSource(sha256), pseudonym);
}

/** What they said in earlier releases. Nothing says so any more. */
export function formerImportSource(sha256: string): string {
  return `import:${sha256.slice(0, 12)}`;
}

/** A source as it may be read: that of a fact of an earlier release as facts of the same file have it now. */
export function keyedSource(source: string, pseudonym: Pseudonym): string {
  return source.replace(FORMER, (_, beginning: string) => `import:${pseudonym('import-file', beginning)}`);
}
