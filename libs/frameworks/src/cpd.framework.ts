/** The CPD framework for leaders and managers (Topss England, product 5): structure, with labels of our own. */

export interface CpdChecklistItem {
  readonly code: string;
  readonly label: string;
}

/**
 * The eleven parts an organisation's CPD framework should have (Form 1). The form's columns "action plan" and
 * "timescales" are not statuses: an item is not started, in progress, in place or not applicable, and an action
 * with a date is a record beside it. The source words the items differently in its table and in its form; the
 * numbering is the same in both.
 */
export const CPD_CHECKLIST_ITEMS: readonly CpdChecklistItem[] = [
  { code: '1', label: 'CPD principles' },
  { code: '2', label: 'Equal opportunity to develop' },
  { code: '3', label: 'Codes of conduct within reach' },
  { code: '4', label: 'CPD model' },
  { code: '5', label: 'CPD process' },
  { code: '6', label: 'Documents for every stage' },
  { code: '7', label: 'Many sources of learning' },
  { code: '8', label: 'Support at work: mentors, coaches, assessors' },
  { code: '9', label: 'Outcomes recorded, with benefit to users' },
  { code: '10', label: 'Help with professional registration' },
  { code: '11', label: 'CPD system monitored and evaluated' },
];

export interface CpdCycleStage {
  readonly stage: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly label: string;
  readonly method: string;
  readonly tools: readonly string[];
  /** Where the source contradicts itself, and what this product does about it. */
  readonly note?: string;
}

export const CPD_CYCLE_STAGES: readonly CpdCycleStage[] = [
  {
    stage: 1,
    label: 'Assess the need',
    method: 'Person management specification',
    tools: ['Audit of learning against competences', 'Personal CPD profile'],
  },
  {
    stage: 2,
    label: 'Identify development needs',
    method: 'Needs assessment',
    tools: ['Self-assessment', '360° feedback', 'Skills benchmark'],
  },
  {
    stage: 3,
    label: 'Agree objectives',
    method: 'SMART objectives',
    tools: ['Kinds of learning matched to each objective'],
  },
  {
    stage: 4,
    label: 'Plan opportunities',
    method: 'Goals',
    tools: ['Strengths, weaknesses, opportunities, threats'],
  },
  {
    stage: 5,
    label: 'Carry out learning',
    method: 'Planned and ad hoc learning',
    tools: ['Learning log', 'Reflective diary'],
  },
  {
    stage: 6,
    label: 'Record outcomes',
    method: 'Reflection and record',
    tools: ['Record of achievement', 'Record of learning put into practice'],
    note: 'The source’s prose accredits learning here; its table does so in stage 7. Accreditation is recorded in stage 7 and may refer to an outcome of stage 6.',
  },
  {
    stage: 7,
    label: 'Review and accredit',
    method: 'Review of the specification',
    tools: ['Audit against updated competences', 'Updated CPD profile', 'Accreditation by a body'],
    note: 'The source’s prose makes this the organisation’s review of its own methods; its table, the person’s review and accreditation. The plan’s review is here; the organisation’s review is checklist item 11.',
  },
];

export type DevelopmentAreaId = 'knowledge' | 'skills' | 'behaviours' | 'reflective-practice';

export const DEVELOPMENT_AREAS: readonly { readonly id: DevelopmentAreaId; readonly label: string }[] = [
  { id: 'knowledge', label: 'Knowledge' },
  { id: 'skills', label: 'Skills' },
  { id: 'behaviours', label: 'Behaviours' },
  { id: 'reflective-practice', label: 'Reflective practice' },
];

/** Kinds of learning; `id` is the coded value on events and in facts. */
export const LEARNING_KINDS = [
  { id: 'course', label: 'Training course' },
  { id: 'e-learning', label: 'Online learning' },
  { id: 'qualification', label: 'Qualification or formal study' },
  { id: 'workshop', label: 'Workshop' },
  { id: 'conference', label: 'Conference, lecture or talk' },
  { id: 'shadowing', label: 'Shadowing' },
  { id: 'secondment', label: 'Secondment' },
  { id: 'coaching', label: 'Coaching' },
  { id: 'mentoring', label: 'Mentoring' },
  { id: 'action-learning-set', label: 'Action learning set' },
  { id: 'research', label: 'Research' },
  { id: 'reading', label: 'Reading' },
  { id: 'peer-discussion', label: 'Peer discussion' },
  { id: 'observation', label: 'Observation of practice' },
  { id: 'other', label: 'Other' },
] as const satisfies readonly { readonly id: string; readonly label: string }[];

export type LearningKindId = (typeof LEARNING_KINDS)[number]['id'];
