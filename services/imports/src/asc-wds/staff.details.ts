/** What a staff row says of the worker beside who they are. */
export interface StaffDetails {
  readonly dateOfBirth: string | undefined;
  readonly nationalInsuranceNumber: string | undefined;
  readonly postcode: string | undefined;
  readonly startedOn: string | undefined;
  /** STARTDATE is filled, and cannot be the day. */
  readonly hasUnusableStart: boolean;
  readonly contract: 'permanent' | 'temporary' | 'bank' | 'agency' | 'other';
  /** Contracted minutes a week; null when there are none, undefined when the row does not say. */
  readonly weeklyMinutes: number | null | undefined;
  readonly qualifications: readonly HeldQualification[];
}

export interface StaffRules {
  /** `YYYY-MM-DD`: the day of the upload. */
  readonly today: string;
}

export interface HeldQualification {
  /** `social-care` for the highest social care qualification, otherwise the ASC-WDS code. */
  readonly qualification: string;
  readonly level: number | null;
  readonly year: number | null;
}
