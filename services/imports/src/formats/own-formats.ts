import { assignmentsFormat } from './assignments.format.js';
import { checklistFormat } from './checklist.format.js';
import { improvementsFormat } from './improvements.format.js';
import { indicatorsFormat } from './indicators.format.js';
import { learningFormat } from './learning.format.js';
import { organisationFormat, policiesFormat } from './organisation.format.js';
import type { OwnFormat } from './own-format.js';
import { ratingsFormat } from './ratings.format.js';
import { roleProfilesFormat } from './role-profiles.format.js';
import { supervisionFormat } from './supervision.format.js';

/** Every format of our own, in the order in which the reference describes them. */
export const OWN_FORMATS: readonly OwnFormat[] = [
  organisationFormat,
  policiesFormat,
  roleProfilesFormat,
  assignmentsFormat,
  learningFormat,
  supervisionFormat,
  ratingsFormat,
  checklistFormat,
  indicatorsFormat,
  improvementsFormat,
];

export function columnNames(format: OwnFormat): readonly string[] {
  return format.columns.map(([name]) => name);
}
