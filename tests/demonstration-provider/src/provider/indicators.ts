/** What a month's count is taken over. */
export type Exposure = 'bed-days' | 'visits' | 'support-hours' | 'survey' | 'sessions';

export interface IndicatorBlueprint {
  readonly code: string;
  readonly title: string;
  readonly numerator: string;
  readonly exposure: Exposure;
  readonly per: number;
  /** The usual rate, per `per`. */
  readonly rate: number;
  readonly improvement: 'increase' | 'decrease' | 'neutral';
  /** On the scale of the rate. */
  readonly target?: number;
}

export const EXPOSURES: Readonly<Record<Exposure, { readonly label: string; readonly perPlaceAndDay: number }>> = {
  'bed-days': { label: 'Occupied bed days', perPlaceAndDay: 0.92 },
  visits: { label: 'Visits made', perPlaceAndDay: 2.1 },
  'support-hours': { label: 'Hours of support', perPlaceAndDay: 5.2 },
  survey: { label: 'Answers to the monthly survey', perPlaceAndDay: 0.012 },
  sessions: { label: 'School sessions due', perPlaceAndDay: 1.3 },
};

type Values = Pick<IndicatorBlueprint, 'exposure' | 'per' | 'rate'> & { readonly target?: number };

const falls = (of: Values): IndicatorBlueprint => ({
  code: 'falls',
  title: 'Falls',
  numerator: 'Falls',
  improvement: 'decrease',
  ...of,
});
const medicines = (of: Values): IndicatorBlueprint => ({
  code: 'medication-errors',
  title: 'Medication errors',
  numerator: 'Errors in giving medicines',
  improvement: 'decrease',
  ...of,
});
const complaints = (of: Values): IndicatorBlueprint => ({
  code: 'complaints',
  title: 'Complaints',
  numerator: 'Complaints received',
  improvement: 'decrease',
  ...of,
});
const admissions = (of: Values): IndicatorBlueprint => ({
  code: 'emergency-admissions',
  title: 'Emergency hospital admissions',
  numerator: 'Emergency admissions',
  improvement: 'decrease',
  ...of,
});
const ulcers = (of: Values): IndicatorBlueprint => ({
  code: 'pressure-ulcers',
  title: 'New pressure ulcers',
  numerator: 'Pressure ulcers acquired in the service',
  improvement: 'decrease',
  ...of,
});
const satisfied: IndicatorBlueprint = {
  code: 'satisfied',
  title: 'People satisfied with their support',
  numerator: 'Answers “satisfied” or better',
  exposure: 'survey',
  per: 100,
  rate: 84,
  improvement: 'increase',
  target: 85,
};
const safeguarding = (of: Values): IndicatorBlueprint => ({
  code: 'safeguarding-concerns',
  title: 'Safeguarding concerns raised',
  numerator: 'Concerns raised by staff',
  improvement: 'neutral',
  ...of,
});

const BEDS = { exposure: 'bed-days', per: 1000 } as const;
const VISITS = { exposure: 'visits', per: 1000 } as const;
const HOURS = { exposure: 'support-hours', per: 1000 } as const;
const CHILDREN = { exposure: 'bed-days', per: 100 } as const;

/** Five of each service. `INDICATORS['alder-court']` serves its numbered copies too. */
export const INDICATORS: Readonly<Record<string, readonly IndicatorBlueprint[]>> = {
  'alder-court': [
    falls({ ...BEDS, rate: 13.5, target: 10 }),
    medicines({ ...BEDS, rate: 3.1 }),
    admissions({ ...BEDS, rate: 3.3 }),
    ulcers({ ...BEDS, rate: 0.7 }),
    complaints({ ...BEDS, rate: 1.5 }),
  ],
  'birch-house': [
    falls({ ...BEDS, rate: 9 }),
    medicines({ ...BEDS, rate: 3.6 }),
    admissions({ ...BEDS, rate: 8.6, target: 8 }),
    ulcers({ ...BEDS, rate: 1.2 }),
    complaints({ ...BEDS, rate: 1.3 }),
  ],
  'cedar-home-care': [
    medicines({ ...VISITS, rate: 1.5, target: 1 }),
    complaints({ ...VISITS, rate: 0.55 }),
    {
      code: 'missed-visits',
      title: 'Missed visits',
      numerator: 'Visits missed',
      improvement: 'decrease',
      ...VISITS,
      rate: 2.3,
    },
    safeguarding({ ...VISITS, rate: 0.4 }),
    satisfied,
  ],
  'rowan-lodge': [
    {
      code: 'restraints',
      title: 'Physical restraints',
      numerator: 'Times a child was held',
      improvement: 'decrease',
      ...CHILDREN,
      rate: 3.8,
    },
    {
      code: 'missing-episodes',
      title: 'Missing from the home',
      numerator: 'Episodes',
      improvement: 'decrease',
      ...CHILDREN,
      rate: 1.7,
    },
    medicines({ ...CHILDREN, rate: 0.9 }),
    complaints({ ...CHILDREN, rate: 0.8 }),
    {
      code: 'school-attendance',
      title: 'School attendance',
      numerator: 'Sessions attended',
      exposure: 'sessions',
      per: 100,
      rate: 87,
      improvement: 'increase',
      target: 90,
    },
  ],
  'hazel-living': [
    complaints({ ...HOURS, rate: 1.5, target: 1 }),
    medicines({ ...HOURS, rate: 0.8 }),
    safeguarding({ ...HOURS, rate: 0.6 }),
    falls({ ...HOURS, rate: 0.9 }),
    satisfied,
  ],
  'willow-gardens': [
    falls({ ...HOURS, rate: 1.1 }),
    medicines({ ...HOURS, rate: 0.7 }),
    complaints({ ...HOURS, rate: 0.35 }),
    safeguarding({ ...HOURS, rate: 0.3 }),
    satisfied,
  ],
};
