export const CAPABILITY_WORDING = {
  title: 'Workforce capability',
  question: 'How capable is the workforce, and where is it not?',
  dimension: 'Dimension',
  allDimensions: 'All dimensions',
  level: 'Leadership level',
  allLevels: 'All levels',
  byUnit: 'How do units compare, now and three months before?',
  byDimension: 'In which dimensions are people strongest?',
  byLevel: 'Does it differ by leadership level?',
} as const;
