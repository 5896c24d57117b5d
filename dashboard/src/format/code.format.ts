/** Words that keep their hyphen. */
const HYPHENATED = /^(?:e-learning|self-assessment|one-to-one)/;

/** A code of the records as a reader would write it: `peer-discussion` → `Peer discussion`. */
export function codeLabel(code: string): string {
  const kept = HYPHENATED.exec(code)?.[0] ?? '';
  const words = kept + code.slice(kept.length).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
