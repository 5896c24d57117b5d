export type { Framework } from './framework.types.js';
export { LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS, type LeadershipLevelId } from './leadership.framework.js';
export { OCCUPATIONAL_STANDARD } from './occupational-standard.framework.js';
export { CRITERION_EVIDENCE } from './occupational-standard.evidence.js';
export {
  CPD_CHECKLIST_ITEMS,
  CPD_CYCLE_STAGES,
  DEVELOPMENT_AREAS,
  LEARNING_KINDS,
  type LearningKindId,
} from './cpd.framework.js';
export { PROFESSIONAL_STANDARDS } from './professional-standards.framework.js';
export { RATING_SCALE } from './rating-scale.js';
export {
  ASC_WDS_JOB_ROLES,
  ASC_WDS_QUALIFICATIONS,
  ASC_WDS_TRAINING_CATEGORIES,
  CARE_WORKFORCE_PATHWAY,
} from './asc-wds.code-lists.js';
