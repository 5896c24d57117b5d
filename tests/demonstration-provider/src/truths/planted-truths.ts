import { day } from '../calendar.js';

/**
 * What is true of the provider by construction. The README of this package says where each shows; the manifest
 * repeats it, so that a test can look it up.
 */
export const REAL = {
  improvementId: 'safer-moving-2024',
  programmeId: 'moving-and-handling-2024',
  unitId: 'alder-court',
  indicator: 'falls',
  programmeFrom: day('2024-03-04'),
  programmeTo: day('2024-03-28'),
  /** The first month with the lower rate. */
  changeFrom: day('2024-04-01'),
  rateRatio: 0.6,
} as const;

/** The same indicator in a service without the programme: it did not change when the other did. */
export const COMPARISON = { unitId: 'birch-house', indicator: 'falls' } as const;

export const REGRESSION = {
  improvementId: 'safer-medicines-2025',
  programmeId: 'medicines-refresher-2025',
  unitId: 'cedar-home-care',
  indicator: 'medication-errors',
  programmeFrom: day('2025-02-03'),
  programmeTo: day('2025-02-14'),
  /** The two highest months until then, by chance alone; they set the programme off. */
  triggerMonths: [day('2024-12-01'), day('2025-01-01')],
} as const;

export const SEASON = {
  improvementId: 'hydration-2025',
  programmeId: 'hydration-and-chest-infections-2025',
  unitId: 'birch-house',
  indicator: 'emergency-admissions',
  programmeFrom: day('2025-04-07'),
  programmeTo: day('2025-04-25'),
  /** In January the rate is this much above its yearly mean, in July as much below. */
  amplitude: 0.45,
} as const;

export const NONE = {
  improvementId: 'handling-complaints-2024',
  programmeId: 'complaints-handling-2024',
  unitId: 'hazel-living',
  indicator: 'complaints',
  programmeFrom: day('2024-09-02'),
  programmeTo: day('2024-09-20'),
} as const;

/** Steps of the rating scale: lost at once when the old leader's ways went, and every month after. */
export const DECLINE = {
  unitId: 'willow-gardens-evening',
  from: day('2025-05-01'),
  atOnce: -0.35,
  perMonth: -0.045,
} as const;

export const CHECKLIST = {
  stalledUnitId: 'rowan-lodge',
  stalledFrom: day('2024-02-01'),
  overdueUnitId: 'hazel-living',
  overdueActionId: 'ca-hazel-living-11-1',
  overdueItem: 11,
  overdueSince: day('2025-03-31'),
} as const;

/** A rating that was agreed on one day and recorded long after. */
export const LATE_RATING = {
  unitId: 'alder-court-garden',
  role: 'care-worker',
  element: '3.3',
  source: 'agreed',
  /** Two reviews: the earlier rating is below what is required, the late one meets it. */
  earlierOn: day('2024-09-10'),
  earlier: 1,
  agreedOn: day('2025-03-10'),
  recordedOn: day('2025-07-01'),
  rating: 3,
} as const;

/** A month's figure that was wrong for ten weeks. */
export const CORRECTED_MONTH = {
  unitId: 'cedar-home-care',
  indicator: 'complaints',
  month: day('2025-06-01'),
  recordedOn: day('2025-07-04'),
  correctedOn: day('2025-09-15'),
  recordedNumerator: 3,
  correctedNumerator: 9,
} as const;

/** A month's figure that was recorded a quarter late. */
export const LATE_MONTH = {
  unitId: 'birch-house',
  indicator: 'falls',
  month: day('2024-08-01'),
  recordedOn: day('2024-12-02'),
} as const;
