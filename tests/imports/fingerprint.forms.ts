/** So many digits are looked for: an earlier release told twelve, and by chance they stand nowhere. */
const DIGITS = 10;

/** The beginning of an unkeyed hash in every form in which it could be told: hex, base64, base64url, and as of a UUID. */
function formsOf(sha256: string): readonly string[] {
  const bytes = Buffer.from(sha256, 'hex');
  const forms = [sha256, bytes.toString('base64'), bytes.toString('base64url')].map((form) => form.slice(0, DIGITS));
  return [...new Set([...forms, `${sha256.slice(0, 8)}-${sha256.slice(8, 12)}`])];
}

/** Which of these forms stand in a text. */
export function formsIn(text: string, sha256: string): readonly string[] {
  const folded = text.toLowerCase();
  return formsOf(sha256).filter((form) => folded.includes(form.toLowerCase()));
}
