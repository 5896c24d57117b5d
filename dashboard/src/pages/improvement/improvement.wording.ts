export const IMPROVEMENT_WORDING = {
  caption: 'CPD and its impact',
  comparisons: 'How does before compare with after?',
  comparisonsReading:
    'Several ways of comparing, because each can be fooled by something the others are not. A ratio of 1 is no difference; an interval that includes 1 does not rule that out.',
  conclusion: 'What can be said',
  evaluations: 'How was the impact judged?',
  timeline: 'What happened, and when?',
  noChart: 'No chart yet',
  noChartText:
    'An improvement has a chart once it is linked to an indicator that has been measured. Link one, and record its measurements month by month.',
} as const;

/** Kirkpatrick’s levels as elaborated by Barr and Carpenter, in words. */
export const LEVELS: Readonly<Record<string, string>> = {
  '1': 'Reaction: what learners thought of it',
  '2a': 'Attitudes: what they think now',
  '2b': 'Knowledge and skills: what they can do now',
  '3': 'Behaviour: what they do at work',
  '4a': 'Organisation: how the service works',
  '4b': 'People who use services: what it did for them',
};

export const JUDGES: Readonly<Record<string, string>> = {
  worker: 'The learner',
  supervisor: 'Supervisor',
  'quality-lead': 'Quality lead',
  'people-who-use-services': 'People who use services',
  external: 'Somebody from outside',
};
