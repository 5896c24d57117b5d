import type { JsonObject, Reading } from '@praxis/event-sourcing';
import { isMadeHere } from './fields.js';

/** What a source calls evidence often holds a staff number: its keyed pseudonym stands for it, as for what comes now. */
export function evidenceUnderPseudonyms(data: JsonObject, { pseudonym }: Reading): JsonObject {
  const evidence = (data['evidence'] as readonly string[]).map((reference) =>
    isMadeHere(reference) ? reference : pseudonym(EVIDENCE, reference),
  );
  return { ...data, evidence };
}

/** The kind of pseudonyms of evidence, here and in imports. */
export const EVIDENCE = 'evidence';
