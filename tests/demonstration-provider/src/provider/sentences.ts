import type { Random } from '../chance/random.js';

/** Free text about a person, with their given name in it: what must never be readable outside the vault. */
const NOTES = [
  '{} talked about the rota and feels settled in the team.',
  '{} would like to shadow a colleague before taking on the key worker role.',
  'We went through a difficult visit together; {} reflected well on it.',
  '{} asked for help with written records and we agreed a way forward.',
  '{} is caring for a parent at the moment and needs some flexibility.',
  'Good conversation about dignity at mealtimes, led by {}.',
];
const REFLECTIONS = [
  '{} now checks the care plan before each transfer.',
  '{} noticed that slowing down gives people more say.',
  '{} has shared the main points at handover.',
  '{} is not yet sure how to use this on nights.',
];
const ACTIONS = [
  '{} to read the updated risk assessment.',
  '{} to arrange a joint visit.',
  '{} to bring an example of recording to the next session.',
  'Book the refresher course for {}.',
];
const ACHIEVEMENTS = ['A family wrote to thank {}.', '{} led the induction of two new colleagues.'];
const SUMMARIES = [
  'A steady year for {}.',
  '{} has taken on more responsibility.',
  '{} and I agreed where to go next.',
];

const POOLS = {
  notes: NOTES,
  reflection: REFLECTIONS,
  action: ACTIONS,
  achievement: ACHIEVEMENTS,
  summary: SUMMARIES,
} as const;

/** Blank more often than not, as in most records. */
export function perhapsText(kind: keyof typeof POOLS, given: string, random: Random, share = 0.15): { TEXT?: string } {
  const sentence = random.pick(POOLS[kind]);
  return random.chance(share) ? { TEXT: sentence.replace('{}', given) } : {};
}
