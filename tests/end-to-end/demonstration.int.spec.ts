import {
  capabilityReport,
  checklistReport,
  cpdImpactReport,
  figureRecords,
  improvementReport,
  overviewReport,
  reference,
} from '@praxis/contracts';
import { verify } from '@praxis/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { bitemporalCases } from './bitemporal.cases.js';
import { END, openDemonstration, type Demonstration } from './demonstration.harness.js';
import { importedPrivacyCases } from './imported-privacy.cases.js';
import { plantedFigureCases } from './planted-figures.cases.js';
import { plantedTruthCases } from './planted-truths.cases.js';
import { reconciliationCases } from './reconciliation.cases.js';

// Loaded once for all of them: it takes ten to twenty seconds.
let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.site.remove());
const opened = () => demonstration;

describe('the demonstration', () => {
  it('is in the tables as a fresh fold of the log says', { timeout: 60_000 }, async () => {
    const { platform } = demonstration.site;
    const { store, ports } = platform;

    const { codec, chainDigest } = ports;
    const verification = await verify({ store, codec, chainDigest, analytics: await platform.analytics() });

    expect(verification.tables.filter(({ isEqual }) => !isEqual)).toEqual([]);
    expect(verification).toMatchObject({ isEqual: true, isComplete: true, events: Number(verification.head) });
  });

  const CONTRACTS: readonly (readonly [string, z.ZodType, Readonly<Record<string, string>>])[] = [
    ['overview', overviewReport, END],
    ['workforce-capability', capabilityReport, END],
    ['cpd-impact', cpdImpactReport, END],
    ['improvements/safer-moving-2024', improvementReport, END],
    ['checklist', checklistReport, END],
    ['records', figureRecords, { ...END, figure: 'coverage' }],
    ['reference', reference, {}],
  ];
  it.each(CONTRACTS)('answers %s as its contract says', async (path, contract, query) => {
    const answer = await demonstration.site.report(path, query);

    expect(contract.safeParse(answer).error?.issues ?? []).toEqual([]);
  });
});

plantedTruthCases(opened);
plantedFigureCases(opened);
bitemporalCases(opened);
reconciliationCases(opened);
importedPrivacyCases(opened);
