import { ASC_WDS_JOB_ROLES, ASC_WDS_TRAINING_CATEGORIES } from '@praxis/frameworks';

/**
 * Codes that the bulk upload files may carry. Facts of the interchange format; source: NMDSdevopsServiceAdm/
 * SopraSteria-SFC (Skills for Care), reference data, MIT licence.
 */
export const TRAINING_CATEGORIES: ReadonlySet<number> = new Set(ASC_WDS_TRAINING_CATEGORIES.map(({ code }) => code));
export const JOB_ROLES: ReadonlySet<number> = new Set(ASC_WDS_JOB_ROLES.map(({ code }) => code));

/** QUALACHnn in the staff file. Ranges are inclusive. */
// prettier-ignore
const QUALIFICATION_RANGES: readonly (readonly [number, number])[] = [
  [1, 6], [8, 10], [12, 20], [22, 22], [25, 28], [32, 39], [41, 42], [48, 58], [62, 64], [67, 68], [72, 74], [76, 77],
  [82, 96], [98, 105], [107, 159], [301, 315],
];

export const QUALIFICATIONS: ReadonlySet<number> = new Set(
  QUALIFICATION_RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
);

/** EMPLSTATUS, and what the log calls it. */
export const EMPLOYMENT_STATUSES: ReadonlyMap<number, 'permanent' | 'temporary' | 'bank' | 'agency' | 'other'> =
  new Map([
    [1, 'permanent'],
    [2, 'temporary'],
    [3, 'bank'],
    [4, 'agency'],
    [7, 'other'],
  ]);

export const DO_NOT_KNOW = 999;
