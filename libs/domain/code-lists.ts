import { ASC_WDS_JOB_ROLES, ASC_WDS_QUALIFICATIONS, ASC_WDS_TRAINING_CATEGORIES } from '@praxis/frameworks';

/** Lists that an organisation can add codes to, by `AddCode`. What is here is there from the start. */
// prettier-ignore
export const OWN_LISTS = {
  'action-dropped': ['duplicate', 'no-funding', 'no-longer-needed', 'not-feasible', 'recorded-in-error', 'superseded', 'other'],
  annotation: ['inspection', 'merger', 'new-manager', 'new-system', 'opening', 'outbreak', 'policy-change', 'refurbishment', 'staffing-change', 'other'],
  'evaluation-method': ['audit', 'feedback', 'indicator', 'interview', 'knowledge-test', 'observation', 'records-review', 'self-assessment', 'spc', 'survey', 'other'],
  'indicator-source': ['audit', 'care-records', 'complaints-log', 'hr-system', 'incident-log', 'log', 'medication-records', 'regulator', 'survey', 'other'],
  leaving: ['career', 'dismissed', 'end-of-contract', 'health', 'redundancy', 'relocated', 'resigned', 'retired', 'transferred', 'other'],
  'legal-hold': ['complaint', 'employment-tribunal', 'inquest', 'investigation', 'litigation', 'police', 'regulator', 'safeguarding-enquiry', 'other'],
  'question-withdrawn': ['duplicate', 'indicator-changed', 'programme-cancelled', 'recorded-in-error', 'wrong-window', 'other'],
  'registration-body': ['gdc', 'gmc', 'gphc', 'hcpc', 'niscc', 'nmc', 'scw', 'sssc', 'swe'],
  regulator: ['care-inspectorate', 'ciw', 'cqc', 'ofsted', 'rqia'],
  'session-not-held': ['annual-leave', 'emergency', 'forgotten', 'leave', 'rota', 'sickness', 'staffing', 'training', 'travel', 'other'],
  'supervision-topic': ['development', 'practice', 'safeguarding', 'training', 'values', 'wellbeing', 'workload', 'other'],
  'work-pressure': ['distressed-behaviour', 'equipment', 'lone-working', 'shift-pattern', 'staffing', 'travel', 'workload', 'other'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type OwnList = keyof typeof OWN_LISTS;
export const OWN_LIST_NAMES = Object.keys(OWN_LISTS) as [OwnList, ...OwnList[]];

const among = (codes: readonly number[]) => {
  const known: ReadonlySet<string> = new Set(codes.map(String));
  return (code: string) => known.has(code);
};
/** The service publishes these as numbers; the lists themselves are not part of its interchange format. */
const isShortNumber = (code: string) => /^[1-9]\d{0,2}$/.test(code);

/** Lists that others publish. Nobody adds to them here. */
const PUBLISHED_LISTS = {
  'asc-wds-job-role': among(ASC_WDS_JOB_ROLES.map(({ code }) => code)),
  'asc-wds-qualification': (code: string) => code === 'social-care' || among(ASC_WDS_QUALIFICATIONS)(code),
  'asc-wds-service': isShortNumber,
  'asc-wds-training-category': among(ASC_WDS_TRAINING_CATEGORIES.map(({ code }) => code)),
  'asc-wds-training-provider': isShortNumber,
} as const satisfies Readonly<Record<string, (code: string) => boolean>>;

export type CodeList = OwnList | keyof typeof PUBLISHED_LISTS;

export function isOwnList(list: string): list is OwnList {
  return Object.hasOwn(OWN_LISTS, list);
}

/** Whether the code is in the list as it is published, or as it is from the start. */
export function isListed(list: string, code: string): boolean {
  if (isOwnList(list)) return (OWN_LISTS[list] as readonly string[]).includes(code);
  return Object.hasOwn(PUBLISHED_LISTS, list) && PUBLISHED_LISTS[list as keyof typeof PUBLISHED_LISTS](code);
}
