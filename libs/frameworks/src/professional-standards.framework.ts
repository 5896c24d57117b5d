import type { Framework, FrameworkDimension } from './framework.types.js';

export interface ProfessionalStandardsDimension extends FrameworkDimension {
  /** Dimensions 1 to 3 are for everybody; whether 4 to 6 apply is decided by each service. */
  readonly applicability: 'everyone' | 'service-decision';
  /** How many elements the published standards have here; their texts are not in the guidance and not shipped. */
  readonly elementsToSupply: 3;
}

export interface ProfessionalStandards extends Framework {
  readonly dimensions: readonly ProfessionalStandardsDimension[];
}

function dimension(code: string, label: string): ProfessionalStandardsDimension {
  const applicability = Number(code) <= 3 ? 'everyone' : 'service-decision';
  return { code, label, seniorOnly: false, applicability, elementsToSupply: 3, elements: [] };
}

/**
 * Standards for professionals in education and children's services: six dimensions. The three elements of each are
 * supplied by the organisation from its own copy of the standards; we do not invent them. A standard that does not
 * apply to a person is not evaluated, and evidence is referenced, never copied.
 */
export const PROFESSIONAL_STANDARDS: ProfessionalStandards = {
  id: 'professional-standards',
  version: '1',
  title: 'Standards for education and children’s services',
  dimensions: [
    dimension('1', 'Self and others'),
    dimension('2', 'Leadership and capacity'),
    dimension('3', 'Accountability'),
    dimension('4', 'Learning and wellbeing'),
    dimension('5', 'Organisations and services'),
    dimension('6', 'Partnerships'),
  ],
  levels: [],
  cells: [],
};
