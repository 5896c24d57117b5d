/** Of one person who is nobody: a name that stands in no dictionary, a staff number, an NI number, a birth date. */
export const PERSON = {
  name: 'Quetzalby',
  staffNumber: 'ZQ90417',
  insuranceNumber: 'JG103759A',
  birthDate: '1957-03-17',
} as const;

/** A word about nobody. It is found wherever the others are looked for, so that the search can fail. */
export const HARMLESS = 'Wrenfield';

/** All of them in one text, and in one that passes for an id or a code. */
export const ALL_IN_TEXT = `Ada ${Object.values(PERSON).join(', ')}`;
export const ALL_IN_ID = Object.values(PERSON).join('-').toLowerCase();

/** Each as it could stand in a text of any kind. */
const PERSONAL: readonly string[] = [...Object.values(PERSON), '17/03/1957', '19570317'];

/** Those of the words that can be read in a text: as they are, or in what is encoded within it. */
export function wordsIn(text: string, words: readonly string[] = PERSONAL): readonly string[] {
  const readings = [text, ...decoded(text)].join('\n').toLowerCase();
  return words.filter((word) => readings.includes(word.toLowerCase()));
}

/** Where a text tells any of the words: what stands around each, so that a failure can be read. */
export function placesOf(text: string): readonly string[] {
  return wordsIn(text).map((word) => {
    const at = text.toLowerCase().indexOf(word.toLowerCase());
    return at === -1 ? `${word}, encoded` : `…${text.slice(Math.max(0, at - 80), at + 60)}…`;
  });
}

export function tellsHarmless(text: string): boolean {
  return wordsIn(text, [HARMLESS]).length > 0;
}

/** What the runs of Base64 or of hex digits in a text hold, as sealed values are written in one of them. */
function decoded(text: string): readonly string[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? [];
  return runs.flatMap((run) => [
    ...[0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')),
    Buffer.from(run, 'base64').toString('utf16le'),
    ...(/^[0-9a-f]+$/i.test(run) ? [Buffer.from(run, 'hex').toString('latin1')] : []),
  ]);
}

/** Those of the words that stand in the bytes of a file: as text in any case, as UTF-16, in hex, or in Base64. */
export function wordsInBytes(bytes: Buffer, words: readonly string[] = PERSONAL): readonly string[] {
  return words.filter((word) => disguises(word).some((disguise) => bytes.includes(disguise)));
}

function disguises(word: string): readonly Buffer[] {
  const spellings = [...new Set([word, word.toLowerCase(), word.toUpperCase()])];
  return spellings.flatMap((spelling) => [
    Buffer.from(spelling),
    Buffer.from(spelling, 'utf16le'),
    Buffer.from(Buffer.from(spelling).toString('hex')),
    ...alignedBase64(spelling),
  ]);
}

function alignedBase64(word: string): readonly Buffer[] {
  return ['', 'x', 'xx'].map((before) => {
    const encoded = Buffer.from(before + word)
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(encoded.slice(before.length === 0 ? 0 : before.length + 1, -2));
  });
}
