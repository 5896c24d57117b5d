import { ASC_WDS_JOB_ROLES, ASC_WDS_QUALIFICATIONS, ASC_WDS_TRAINING_CATEGORIES } from '@praxis/frameworks';

/**
 * Codes that the bulk upload files may carry. Facts of the interchange format; source: NMDSdevopsServiceAdm/
 * SopraSteria-SFC (Skills for Care), reference data, MIT licence.
 */
export const TRAINING_CATEGORIES: ReadonlySet<number> = new Set(ASC_WDS_TRAINING_CATEGORIES.map(({ code }) => code));
export const JOB_ROLES: ReadonlySet<number> = new Set(ASC_WDS_JOB_ROLES.map(({ code }) => code));

export const QUALIFICATIONS: ReadonlySet<number> = new Set(ASC_WDS_QUALIFICATIONS);

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
