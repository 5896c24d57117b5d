import { describe, expect, it } from 'vitest';
import * as shipped from './index.js';
import type { Framework } from './index.js';

const {
  ASC_WDS_JOB_ROLES,
  ASC_WDS_TRAINING_CATEGORIES,
  CARE_WORKFORCE_PATHWAY,
  CPD_CHECKLIST_ITEMS,
  CPD_CYCLE_STAGES,
  CRITERION_EVIDENCE,
  DEVELOPMENT_AREAS,
  LEADERSHIP_FRAMEWORK,
  LEARNING_KINDS,
  OCCUPATIONAL_STANDARD,
  PROFESSIONAL_STANDARDS,
  RATING_SCALE,
} = shipped;

const MAX_LABEL = 60;
const frameworks: readonly Framework[] = [LEADERSHIP_FRAMEWORK, OCCUPATIONAL_STANDARD, PROFESSIONAL_STANDARDS];
const elementsOf = (framework: Framework) => framework.dimensions.flatMap((dimension) => dimension.elements);
const range = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

describe.each(frameworks)('$id', (framework) => {
  it('has no code twice', () => {
    for (const codes of [
      framework.dimensions.map((dimension) => dimension.code),
      elementsOf(framework).map((element) => element.code),
      framework.cells.map((cell) => cell.code),
    ]) {
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('has cells only of its own elements and levels', () => {
    const elements = new Set(elementsOf(framework).map((element) => element.code));
    for (const cell of framework.cells) {
      expect(elements).toContain(cell.element);
      if (cell.level !== null) expect(framework.levels).toContain(cell.level);
    }
  });

  it('has short labels, none empty and no two cells of one element alike', () => {
    const labelled = [
      ...framework.dimensions,
      ...elementsOf(framework),
      ...framework.cells,
      { label: framework.title },
    ];
    for (const { label } of labelled) {
      expect(label.trim()).toBe(label);
      expect(label.length).toBeGreaterThan(2);
      expect(label.length).toBeLessThanOrEqual(MAX_LABEL);
    }
    const perElement = framework.cells.map((cell) => `${cell.element} ${cell.label}`);
    expect(new Set(perElement).size).toBe(perElement.length);
  });
});

describe('leadership framework', () => {
  const { dimensions, cells, levels } = LEADERSHIP_FRAMEWORK;

  it('has seven dimensions of four elements', () => {
    expect(dimensions.map((dimension) => dimension.code)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    for (const { code, elements } of dimensions) {
      expect(elements.map((element) => element.code)).toEqual([1, 2, 3, 4].map((n) => `${code}.${n}`));
    }
  });

  it('has 88 cells: 80 at a level, 8 for senior staff without one', () => {
    expect(cells).toHaveLength(88);
    expect(cells.filter((cell) => cell.level !== null)).toHaveLength(80);
    const senior = new Set(
      dimensions
        .filter((dimension) => dimension.seniorOnly)
        .flatMap(({ elements }) => elements.map(({ code }) => code)),
    );
    expect(cells.filter((cell) => cell.level === null).map((cell) => cell.code)).toEqual([...senior]);
    expect(senior.size).toBe(8);
  });

  it('codes a cell by element and level', () => {
    expect(levels).toEqual(['front-line-worker', 'front-line-leader', 'operational-leader', 'strategic-leader']);
    const cell = cells.find(({ code }) => code === '1.3/L2');
    expect(cell).toMatchObject({ element: '1.3', level: 'front-line-leader' });
  });

  it('keeps the other name of an element that the source names twice', () => {
    const named = elementsOf(LEADERSHIP_FRAMEWORK).filter((element) => element.alias !== undefined);
    expect(named.map((element) => element.code)).toEqual(['2.4', '6.2']);
  });
});

describe('occupational standard', () => {
  it('has P1 to P64 in four groups', () => {
    const { performance } = OCCUPATIONAL_STANDARD;
    expect(performance.map(({ elements }) => elements.length)).toEqual([16, 21, 12, 15]);
    expect(performance.flatMap(({ elements }) => elements.map(({ code }) => code))).toEqual(range('P', 64));
  });

  it('has K1 to K101 in thirteen groups', () => {
    const { knowledge } = OCCUPATIONAL_STANDARD;
    expect(knowledge.map(({ elements }) => elements.length)).toEqual([8, 22, 7, 11, 4, 2, 7, 4, 7, 15, 3, 7, 4]);
    expect(knowledge.flatMap(({ elements }) => elements.map(({ code }) => code))).toEqual(range('K', 101));
  });

  it('names events for existing criteria, once each, in order', () => {
    const criteria = range('P', 64);
    const evidenced = CRITERION_EVIDENCE.map(({ criterion }) => criterion);
    expect(evidenced).toEqual(criteria.filter((criterion) => evidenced.includes(criterion)));
    expect(new Set(evidenced).size).toBe(evidenced.length);
    for (const criterion of ['P18', 'P21', 'P28', 'P29', 'P48', 'P49']) {
      const entry = CRITERION_EVIDENCE.find((evidence) => evidence.criterion === criterion);
      expect(entry?.events.length).toBeGreaterThan(0);
    }
    for (const { events, awaited } of CRITERION_EVIDENCE) {
      const named = [...events, ...awaited];
      expect(named.length).toBeGreaterThan(0);
      expect(new Set(named).size).toBe(named.length);
      for (const event of named) expect(event).toMatch(/^([A-Z][a-z]+)+$/);
    }
  });
});

describe('CPD framework', () => {
  it('has eleven checklist items, seven stages and four areas', () => {
    expect(CPD_CHECKLIST_ITEMS.map(({ code }) => code)).toEqual(range('', 11));
    expect(CPD_CYCLE_STAGES.map(({ stage }) => stage)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(DEVELOPMENT_AREAS).toHaveLength(4);
    for (const { label } of CPD_CHECKLIST_ITEMS) expect(label.length).toBeLessThanOrEqual(MAX_LABEL);
  });

  it('says where the source contradicts itself about accreditation', () => {
    expect(CPD_CYCLE_STAGES.filter(({ note }) => note !== undefined).map(({ stage }) => stage)).toEqual([6, 7]);
  });

  it('codes each kind of learning once', () => {
    expect(new Set(LEARNING_KINDS.map(({ id }) => id)).size).toBe(LEARNING_KINDS.length);
  });
});

describe('professional standards', () => {
  it('has six dimensions whose elements are left to the organisation', () => {
    expect(PROFESSIONAL_STANDARDS.dimensions).toHaveLength(6);
    for (const { elements, elementsToSupply } of PROFESSIONAL_STANDARDS.dimensions) {
      expect(elements).toEqual([]);
      expect(elementsToSupply).toBe(3);
    }
  });

  it('applies the first three dimensions to everyone', () => {
    const everyone = PROFESSIONAL_STANDARDS.dimensions.filter(({ applicability }) => applicability === 'everyone');
    expect(everyone.map(({ code }) => code)).toEqual(['1', '2', '3']);
  });
});

describe('rating scale', () => {
  it('ascends and keeps "not assessed" and "not applicable" apart from the values', () => {
    expect(RATING_SCALE.values.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(RATING_SCALE.absent.map(({ code }) => code)).toEqual(['not-assessed', 'not-applicable']);
  });
});

describe('ASC-WDS code lists', () => {
  it('has 48 training categories: 1 to 51 without 3, 4 and 24', () => {
    const expected = Array.from({ length: 51 }, (_, index) => index + 1).filter((code) => ![3, 4, 24].includes(code));
    expect(ASC_WDS_TRAINING_CATEGORIES.map(({ code }) => code)).toEqual(expected);
    expect(ASC_WDS_TRAINING_CATEGORIES.find(({ code }) => code === 35)?.id).toBe(36);
  });

  it('has 37 job roles and nine pathway answers', () => {
    expect(ASC_WDS_JOB_ROLES).toHaveLength(37);
    expect(new Set(ASC_WDS_JOB_ROLES.map(({ code }) => code)).size).toBe(37);
    expect(CARE_WORKFORCE_PATHWAY.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 999, 998]);
  });
});
