import { afterEach, beforeEach, describe } from 'vitest';
import { appendingConformance } from './appending.conformance.js';
import { concurrencyConformance } from './concurrency.conformance.js';
import { newsConformance } from './news.conformance.js';
import { readingConformance } from './reading.conformance.js';
import { refusalConformance } from './refusal.conformance.js';
import { restingConformance } from './resting.conformance.js';
import type { ConformanceOptions, CurrentStore, OpenedStore } from './store-under-test.js';
import { waitingConformance } from './waiting.conformance.js';

/**
 * What every event store of ours must do. `open` gives a fresh, empty store for each test.
 */
export function eventStoreConformance(
  name: string,
  open: () => Promise<OpenedStore>,
  options: ConformanceOptions = {},
): void {
  describe(`${name} conforms to the event store port`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp());
    const current: CurrentStore = () => opened.store;

    describe('appending', () => appendingConformance(current, options));
    describe('refusing', () => refusalConformance(current));
    describe('resting on other streams', () => restingConformance(() => ({ another: opened.store, ...opened })));
    describe('reading', () => readingConformance(current));
    describe('news', () => newsConformance(() => ({ another: opened.store, ...opened })));
    describe('concurrency', () => concurrencyConformance(current, options));
    describe('waiting and closing', () => waitingConformance(current));
  });
}
