import type { AnalyticsStore } from '@praxis/analytics-store';
import { afterAll, beforeAll, describe } from 'vitest';
import { batchesConformance } from './batches.conformance.js';
import { cancellingConformance } from './cancelling.conformance.js';
import { chainConformance } from './chain.conformance.js';
import { failuresConformance } from './failures.conformance.js';
import { parametersConformance } from './parameters.conformance.js';
import type { CurrentStore, OpenedStore } from './store-under-test.js';
import { tablesConformance } from './tables.conformance.js';
import { valuesConformance } from './values.conformance.js';

/**
 * What every analytics store of ours must do. One store serves all tests of a file, because a process can have one
 * data directory of the embedded engine open; each test has a table of its own.
 */
export function analyticsStoreConformance(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} conforms to the analytics store port`, () => {
    let opened: OpenedStore;
    let store: AnalyticsStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.cleanUp());
    const current: CurrentStore = () => store;
    const reopen = async (): Promise<void> => {
      store = await opened.reopen();
    };

    describe('values', () => valuesConformance(current));
    describe('parameters', () => parametersConformance(current));
    describe('failures and limits', () => failuresConformance(current));
    describe('cancelling and streaming', () => cancellingConformance(current));
    describe('batches', () => batchesConformance(current));
    describe('chain', () => chainConformance(current));
    describe('tables and reopening', () => tablesConformance(current, reopen));
  });
}
