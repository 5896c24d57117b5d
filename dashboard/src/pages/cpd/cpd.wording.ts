import type { ImprovementSummary } from '@praxis/contracts';

export const CPD_WORDING = {
  title: 'CPD and its impact',
  question: 'What do people learn, and what moved with it?',
  improvements: 'Which improvements were meant to come of it?',
  caution:
    'A chart that moved after a programme is not proof that the programme moved it. Each improvement shows what was compared, and what the comparison cannot show.',
} as const;

export const STAGES: Readonly<Record<ImprovementSummary['stage'], { readonly label: string; readonly tag: string }>> = {
  proposed: { label: 'Proposed', tag: 'govuk-tag--grey' },
  started: { label: 'Started', tag: 'govuk-tag--blue' },
  closed: { label: 'Closed', tag: 'govuk-tag--green' },
};
