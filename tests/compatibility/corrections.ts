/** A figure that an earlier commit gave and that a later one gives otherwise, because the earlier one was wrong. */
export interface Correction {
  /** Of tests/fixtures/folders. */
  readonly folder: string;
  /** Path and query of the report, as in answers.json. */
  readonly answer: string;
  /** Where in the answer: names of members and numbers of list items. */
  readonly at: readonly (string | number)[];
  readonly was: unknown;
  readonly is: unknown;
  /** What was wrong, in a sentence. */
  readonly because: string;
}

/** An answer may get new members without being named here, but no other value, order or length. */
export const CORRECTIONS: readonly Correction[] = [
  {
    folder: '2026-11',
    answer: 'checklist?from=2024-12&to=2025-11&asAt=2025-11-30&knownBy=2026-11-27',
    at: ['actions', 'list', 0, 'id'],
    was: 'a-3',
    is: 'a-ppsnrsxhvp4kvkxfljk7phdguj',
    because: 'What a source calls an action may be a name or a staff number: its pseudonym stands for it.',
  },
];
