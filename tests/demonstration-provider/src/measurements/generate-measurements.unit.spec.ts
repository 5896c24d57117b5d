import { DOMAIN } from '@praxis/domain';
import { describe, expect, it } from 'vitest';
import { generateMeasurements } from './generate-measurements.js';

describe('events for measurements', () => {
  const events = [...generateMeasurements({ seed: 1, count: 30_000 })];

  it('are as many as asked for, and always the same', () => {
    expect(events).toHaveLength(30_000);
    expect([...generateMeasurements({ seed: 1, count: 30_000 })]).toEqual(events);
    expect([...generateMeasurements({ seed: 2, count: 30_000 })]).not.toEqual(events);
    expect([...generateMeasurements({ seed: 1, count: 10 })]).toHaveLength(10);
  });

  it('are events of the domain', () => {
    const definitions = new Map<string, (typeof DOMAIN.events)[number]>(DOMAIN.events.map((one) => [one.type, one]));
    for (const event of events) {
      const definition = definitions.get(event.type);
      expect(definition?.version, event.type).toBe(event.version);
      const parsed = definition?.schema.safeParse(event.data);
      if (parsed?.success !== true) throw new Error(`${JSON.stringify(event)}: ${String(parsed?.error)}`);
    }
  });

  it('are of every family that is projected', () => {
    const families = new Set(events.map(({ streamId }) => /^[a-z]+(-log|-review|-profile)?/.exec(streamId)?.[0]));
    expect([...families].sort()).toEqual([
      'checklist',
      'framework',
      'improvement',
      'indicator',
      'learning-log',
      'organisation',
      'performance-review',
      'role-profile',
      'supervision',
      'worker',
    ]);
  });

  it('are recorded on their day or within a fortnight', () => {
    for (const { effectiveAt, recordedAt } of events) {
      const lag = (Date.parse(recordedAt.slice(0, 10)) - Date.parse(effectiveAt)) / 86_400_000;
      expect(lag >= 0 && lag <= 14).toBe(true);
    }
  });

  it('measure no period twice', () => {
    const periods = events
      .filter(({ type }) => type === 'IndicatorMeasured')
      .map(({ streamId, data }) => `${streamId} ${String(data['periodStart'])}`);
    expect(new Set(periods).size).toBe(periods.length);
    expect(periods.length).toBeGreaterThan(1_000);
  });

  it('come one by one: the first of ten million does not wait for the rest', () => {
    const first = generateMeasurements({ seed: 1, count: 10_000_000 }).next();
    expect(first.value).toMatchObject({ type: 'OrganisationRegistered' });
  });
});
