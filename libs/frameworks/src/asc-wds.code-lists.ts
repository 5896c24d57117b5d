/**
 * Code lists of the ASC-WDS bulk upload as of 2026: facts of the interchange format, named as the service names them.
 * Source: NMDSdevopsServiceAdm/SopraSteria-SFC (Skills for Care), reference data, MIT licence. `code` is what bulk
 * upload files carry; `id` is the key the service uses internally, and is not what files carry.
 */

export interface AscWdsCode {
  readonly code: number;
  readonly label: string;
}

export interface AscWdsReference extends AscWdsCode {
  readonly id: number;
}

/** Training categories (CATEGORY in training.csv): 48 codes, 1 to 51 without 3, 4 and 24. */
export const ASC_WDS_TRAINING_CATEGORIES: readonly AscWdsReference[] = [
  { code: 1, id: 8, label: 'Control and restraint' },
  { code: 2, id: 10, label: 'Dementia care' },
  { code: 5, id: 14, label: 'Emergency aid awareness' },
  { code: 6, id: 17, label: 'Fire safety' },
  { code: 7, id: 18, label: 'Basic life support and first aid' },
  { code: 8, id: 19, label: 'Food hygiene' },
  { code: 9, id: 20, label: 'Health and safety awareness' },
  { code: 10, id: 21, label: 'Infection prevention and control' },
  { code: 11, id: 22, label: 'Leadership and management' },
  { code: 12, id: 23, label: 'Learning disability' },
  { code: 13, id: 24, label: 'Medication management' },
  { code: 14, id: 25, label: 'Mental capacity and liberty safeguards' },
  { code: 15, id: 27, label: 'Assisting and moving people' },
  { code: 16, id: 28, label: 'Nutrition and hydration' },
  { code: 17, id: 29, label: 'Palliative, end of life care' },
  { code: 18, id: 31, label: 'Physical disability' },
  { code: 19, id: 32, label: 'Positive behaviour support and non-restrictive practice' },
  { code: 20, id: 33, label: 'Safeguarding adults' },
  { code: 21, id: 37, label: 'Other' },
  { code: 22, id: 12, label: 'Dignity, respect, person-centered care' },
  { code: 23, id: 16, label: 'Equality and diversity' },
  { code: 25, id: 3, label: 'Children’s, young people’s related training' },
  { code: 26, id: 6, label: 'Data management and GDPR' },
  { code: 27, id: 15, label: 'Epilepsy' },
  { code: 28, id: 4, label: 'Communication' },
  { code: 29, id: 11, label: 'Diabetes' },
  { code: 30, id: 9, label: 'COSHH' },
  { code: 31, id: 26, label: 'Mental health' },
  { code: 32, id: 2, label: 'Autism' },
  { code: 33, id: 7, label: 'Continence care' },
  { code: 34, id: 13, label: 'Duty of care' },
  { code: 35, id: 36, label: 'Supervision, performance management' },
  { code: 36, id: 35, label: 'Stroke' },
  { code: 37, id: 5, label: 'Complaints handling, conflict resolution' },
  { code: 38, id: 30, label: 'Personal care' },
  { code: 39, id: 1, label: 'Activity provision, wellbeing' },
  { code: 40, id: 34, label: 'Sensory disability' },
  { code: 41, id: 38, label: 'Oliver McGowan Mandatory Training (elearning)' },
  { code: 42, id: 39, label: 'Oliver McGowan Mandatory Training (Tier 1)' },
  { code: 43, id: 40, label: 'Oliver McGowan Mandatory Training (Tier 2)' },
  { code: 44, id: 41, label: 'Oral health' },
  { code: 45, id: 42, label: 'Moving and handling objects' },
  { code: 46, id: 43, label: 'Assisted digital and accessibility' },
  { code: 47, id: 44, label: 'Digital leadership skills' },
  { code: 48, id: 45, label: 'In-house systems and applications' },
  { code: 49, id: 46, label: 'Online safety and security' },
  { code: 50, id: 47, label: 'Social media and communications' },
  { code: 51, id: 48, label: 'Working with digital technology' },
];

/** Job roles (MAINJOBROLE in staff.csv): 37 codes. */
export const ASC_WDS_JOB_ROLES: readonly AscWdsReference[] = [
  { code: 1, id: 26, label: 'Senior management' },
  { code: 2, id: 15, label: 'Middle management' },
  { code: 3, id: 13, label: 'First-line manager' },
  { code: 4, id: 22, label: 'Registered manager' },
  { code: 5, id: 28, label: 'Supervisor' },
  { code: 6, id: 27, label: 'Social worker' },
  { code: 7, id: 25, label: 'Senior care worker' },
  { code: 8, id: 10, label: 'Care worker' },
  { code: 9, id: 11, label: 'Community support and outreach work' },
  { code: 10, id: 12, label: 'Employment support' },
  { code: 11, id: 3, label: 'Advice, guidance and advocacy' },
  { code: 15, id: 18, label: 'Occupational therapist' },
  { code: 16, id: 23, label: 'Registered nurse' },
  { code: 17, id: 4, label: 'Allied health professional (not occupational therapist)' },
  { code: 23, id: 20, label: 'Other (directly involved in providing care)' },
  { code: 24, id: 14, label: 'Manager (care-related, but not care-providing)' },
  { code: 25, id: 2, label: 'Administrative' },
  { code: 26, id: 5, label: 'Ancillary staff (non care-providing)' },
  { code: 27, id: 21, label: 'Other (not directly involved in providing care)' },
  { code: 34, id: 1, label: 'Activities worker, co-ordinator' },
  { code: 35, id: 24, label: 'Safeguarding and reviewing officer' },
  { code: 36, id: 19, label: 'Occupational therapist assistant' },
  { code: 37, id: 17, label: 'Nursing associate' },
  { code: 38, id: 16, label: 'Nursing assistant' },
  { code: 39, id: 7, label: 'Assessment officer' },
  { code: 40, id: 8, label: 'Care co-ordinator' },
  { code: 42, id: 6, label: 'Any children’s, young people’s job role' },
  { code: 43, id: 30, label: 'Deputy manager' },
  { code: 44, id: 31, label: 'Learning and development lead' },
  { code: 45, id: 32, label: 'Team leader' },
  { code: 46, id: 33, label: 'Data analyst' },
  { code: 47, id: 34, label: 'Data governance manager' },
  { code: 48, id: 35, label: 'IT and digital support' },
  { code: 49, id: 36, label: 'IT manager' },
  { code: 50, id: 37, label: 'IT service desk manager' },
  { code: 51, id: 38, label: 'Software developer' },
  { code: 52, id: 39, label: 'Support worker' },
];

/** Care Workforce Pathway role categories (CWPCATEGORY in staff.csv): seven, and the two answers that name none. */
export const CARE_WORKFORCE_PATHWAY: readonly AscWdsCode[] = [
  { code: 1, label: 'New to care' },
  { code: 2, label: 'Care or support worker' },
  { code: 3, label: 'Enhanced care worker' },
  { code: 4, label: 'Supervisor or leader' },
  { code: 5, label: 'Practice leader' },
  { code: 6, label: 'Deputy manager' },
  { code: 7, label: 'Registered manager' },
  { code: 999, label: 'I do not know' },
  { code: 998, label: 'None of the above' },
];

/** QUALACHnn in the staff file. Ranges are inclusive. */
// prettier-ignore
const QUALIFICATION_RANGES: readonly (readonly [number, number])[] = [
  [1, 6], [8, 10], [12, 20], [22, 22], [25, 28], [32, 39], [41, 42], [48, 58], [62, 64], [67, 68], [72, 74], [76, 77],
  [82, 96], [98, 105], [107, 159], [301, 315],
];

export const ASC_WDS_QUALIFICATIONS: readonly number[] = QUALIFICATION_RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index),
);
