export type { Framework, FrameworkCell, FrameworkDimension, FrameworkElement } from './framework.types.js';
export {
  LEADERSHIP_FRAMEWORK,
  LEADERSHIP_LEVELS,
  type LeadershipLevel,
  type LeadershipLevelId,
} from './leadership.framework.js';
export { OCCUPATIONAL_STANDARD, type OccupationalStandard } from './occupational-standard.framework.js';
export { CRITERION_EVIDENCE, type CriterionEvidence } from './occupational-standard.evidence.js';
export {
  CPD_CHECKLIST_ITEMS,
  CPD_CYCLE_STAGES,
  DEVELOPMENT_AREAS,
  LEARNING_KINDS,
  type CpdChecklistItem,
  type CpdCycleStage,
  type DevelopmentAreaId,
  type LearningKindId,
} from './cpd.framework.js';
export {
  PROFESSIONAL_STANDARDS,
  type ProfessionalStandards,
  type ProfessionalStandardsDimension,
} from './professional-standards.framework.js';
export { RATING_SCALE, type RatingScale } from './rating-scale.js';
export {
  ASC_WDS_JOB_ROLES,
  ASC_WDS_TRAINING_CATEGORIES,
  CARE_WORKFORCE_PATHWAY,
  type AscWdsCode,
  type AscWdsReference,
} from './asc-wds.code-lists.js';
