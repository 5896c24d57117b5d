export const OVERVIEW_WORDING = {
  title: 'Overview',
  question: 'How is the workforce developing, and what needs a decision?',
  headlines: 'Headline figures',
  attention: 'What needs attention',
  attentionNone: 'Nothing stands out for these filters. That is a statement about the figures, not about the service.',
  before: 'three months before',
} as const;
