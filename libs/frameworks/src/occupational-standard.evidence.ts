/**
 * Which events evidence which performance criterion: the input of the P1–P64 coverage matrix. This is data and an
 * interpretation of ours, to be argued with: an event listed here shows that the thing was done, never how well.
 * Criteria about judgement, culture or example that no event can show are left out, and appear as
 * "not evidenced by records" rather than as unmet.
 *
 * Names are the wire names of the events. `worker` criteria are evidenced for the worker whose record it is,
 * `manager` criteria for the supervisor or reviewer who acted, `unit` criteria for the service.
 */

export interface CriterionEvidence {
  readonly criterion: string;
  readonly subject: 'worker' | 'manager' | 'unit';
  /** Events that are recorded today; empty while the criterion waits for all of its events. */
  readonly events: readonly string[];
  /** Events of the design that are not recorded yet. */
  readonly awaited: readonly string[];
}

export const CRITERION_EVIDENCE: readonly CriterionEvidence[] = [
  { criterion: 'P1', subject: 'worker', events: ['ElementRated'], awaited: ['DevelopmentNeedAssessed'] },
  { criterion: 'P2', subject: 'worker', events: ['ElementRated'], awaited: ['DevelopmentNeedAssessed'] },
  { criterion: 'P7', subject: 'worker', events: [], awaited: ['FeedbackRequested', 'FeedbackGiven'] },
  { criterion: 'P8', subject: 'worker', events: ['LearningReflectionAdded'], awaited: ['ReflectionRecorded'] },
  { criterion: 'P9', subject: 'worker', events: ['DevelopmentNeedIdentified'], awaited: ['FeedbackSummarised'] },
  { criterion: 'P10', subject: 'worker', events: [], awaited: ['DevelopmentPlanOpened', 'ObjectiveAgreed'] },
  { criterion: 'P11', subject: 'worker', events: [], awaited: ['ActivityPlanned', 'OpportunityBooked'] },
  {
    criterion: 'P12',
    subject: 'worker',
    events: ['LearningLogged'],
    awaited: ['ActivityStarted', 'ActivityCompleted'],
  },
  {
    criterion: 'P14',
    subject: 'worker',
    events: ['LearningReflectionAdded'],
    awaited: ['ReflectionRecorded', 'OutcomeRecorded'],
  },
  { criterion: 'P15', subject: 'worker', events: [], awaited: ['OutcomeRecorded', 'PlanReviewed'] },
  { criterion: 'P16', subject: 'worker', events: ['LearningLogged', 'CertificateRecorded'], awaited: [] },
  {
    criterion: 'P17',
    subject: 'unit',
    events: ['PolicySet', 'SupervisionAgreementSigned', 'PerformanceReviewOpened'],
    awaited: [],
  },
  {
    criterion: 'P18',
    subject: 'worker',
    events: ['SupervisionAgreementSigned', 'SupervisionAgreementChanged', 'ReviewStandardsAgreed'],
    awaited: [],
  },
  {
    criterion: 'P19',
    subject: 'worker',
    events: ['WorkerAssignedRoleProfile', 'RoleProfileDefined', 'RoleProfileResponsibilityAdded'],
    awaited: [],
  },
  { criterion: 'P21', subject: 'manager', events: ['SupervisionSessionHeld', 'SupervisionRecordSigned'], awaited: [] },
  { criterion: 'P22', subject: 'manager', events: [], awaited: ['FeedbackGiven', 'FeedbackSummarised'] },
  { criterion: 'P23', subject: 'manager', events: [], awaited: ['PracticeObservationRecorded'] },
  { criterion: 'P24', subject: 'manager', events: ['ElementRated', 'PerformanceReviewCompleted'], awaited: [] },
  { criterion: 'P26', subject: 'manager', events: [], awaited: ['SupervisionFeedbackGiven'] },
  { criterion: 'P27', subject: 'worker', events: ['SupervisionSessionHeld', 'ElementRated'], awaited: [] },
  { criterion: 'P28', subject: 'manager', events: ['SupervisionActionAgreed', 'ReviewTargetSet'], awaited: [] },
  {
    criterion: 'P29',
    subject: 'manager',
    events: ['SupervisionActionCompleted', 'SupervisionActionDropped', 'ReviewTargetClosed'],
    awaited: [],
  },
  {
    criterion: 'P30',
    subject: 'manager',
    events: ['DevelopmentNeedIdentified'],
    awaited: ['SupervisionNeedIdentified'],
  },
  { criterion: 'P31', subject: 'manager', events: [], awaited: ['DevelopmentPlanOpened', 'ObjectiveAgreed'] },
  { criterion: 'P32', subject: 'manager', events: [], awaited: ['ReflectionRecorded', 'PlanReviewed'] },
  { criterion: 'P34', subject: 'manager', events: [], awaited: ['WorkloadReviewed'] },
  { criterion: 'P36', subject: 'manager', events: [], awaited: ['SupportArranged'] },
  { criterion: 'P38', subject: 'unit', events: ['ChecklistReviewed'], awaited: [] },
  { criterion: 'P39', subject: 'unit', events: ['ChecklistActionPlanned', 'ImprovementProposed'], awaited: [] },
  { criterion: 'P41', subject: 'unit', events: ['ImprovementContributionRecognised'], awaited: [] },
  { criterion: 'P42', subject: 'manager', events: [], awaited: ['SupervisionFeedbackGiven'] },
  {
    criterion: 'P43',
    subject: 'unit',
    events: ['ImprovementContributionRecognised', 'AchievementRecognised'],
    awaited: [],
  },
  { criterion: 'P46', subject: 'unit', events: [], awaited: ['OpportunityListed', 'OpportunityBooked'] },
  { criterion: 'P48', subject: 'unit', events: ['ImprovementImpactEvaluated'], awaited: [] },
  { criterion: 'P49', subject: 'unit', events: ['ImprovementShared'], awaited: [] },
  { criterion: 'P50', subject: 'unit', events: ['ElementRated'], awaited: ['DevelopmentNeedAssessed'] },
  { criterion: 'P51', subject: 'unit', events: ['RoleProfileReviewed'], awaited: ['DevelopmentPlanOpened'] },
  {
    criterion: 'P52',
    subject: 'unit',
    events: ['LearningLogged', 'CertificateRecorded', 'QualificationAwarded'],
    awaited: ['ActivityCompleted'],
  },
  { criterion: 'P53', subject: 'unit', events: [], awaited: ['ActivityPlanned', 'OpportunityBooked'] },
  { criterion: 'P54', subject: 'unit', events: [], awaited: ['SupportArranged'] },
  { criterion: 'P55', subject: 'unit', events: ['WorkPressureNoted'], awaited: ['ConcernRaised'] },
  {
    criterion: 'P56',
    subject: 'unit',
    events: [],
    awaited: ['ConcernResponded', 'ConcernEscalated', 'ConcernResolved'],
  },
  { criterion: 'P58', subject: 'unit', events: [], awaited: ['ConcernRaised', 'ConcernResolved'] },
  { criterion: 'P62', subject: 'unit', events: ['ImprovementImpactEvaluated', 'ChecklistReviewed'], awaited: [] },
  { criterion: 'P63', subject: 'manager', events: [], awaited: ['WorkloadReviewed'] },
];
