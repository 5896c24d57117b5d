/** The kinds of file there are, in the order in which the files of a folder are taken. */
export const IMPORT_KINDS = [
  'organisation',
  'role-profiles',
  'policies',
  'workplace',
  'staff',
  'assignments',
  'supervision',
  'learning',
  'training',
  'ratings',
  'checklist',
  'indicators',
  'improvements',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The kinds published in docs/reference/import-formats.md. */
export type OwnKind = Exclude<ImportKind, AscWdsKind>;

/** The files of the ASC-WDS bulk upload. */
export const ASC_WDS_KINDS = ['workplace', 'staff', 'training'] as const;
export type AscWdsKind = (typeof ASC_WDS_KINDS)[number];

export function isAscWds(kind: string): kind is AscWdsKind {
  return (ASC_WDS_KINDS as readonly string[]).includes(kind);
}
