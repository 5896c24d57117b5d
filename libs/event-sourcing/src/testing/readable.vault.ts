import { createHmac } from 'node:crypto';
import { ERASED, type PersonalDataVault } from '../event-codec.js';

/** A vault that hides nothing: sealed is base64, and keys are the subjects' names. For tests of what goes through one. */
export function readableVault(shredded: string[] = []): PersonalDataVault {
  const digest = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    seal: (text, { subject }) => ({ $sealed: Buffer.from(text).toString('base64url'), subject }),
    open: ({ $sealed, subject }) =>
      shredded.includes(subject) ? ERASED : Buffer.from($sealed, 'base64url').toString(),
    personalDigest: (subject, text) => (shredded.includes(subject) ? undefined : digest(subject, text)),
    isShredded: (subject) => shredded.includes(subject),
    shred: (subject) => void shredded.push(subject),
    pseudonym: (kind, text) =>
      `${kind.slice(0, 1)}-${digest(kind, text)
        .replaceAll(/[^a-f2-7]/g, 'z')
        .slice(0, 26)}`,
  };
}
