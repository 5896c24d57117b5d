import { DOMAIN } from '@praxis/domain';
import type { Aggregate, DomainEvent, EventDefinition } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { numbersFrom, sampleOf, shapedTexts, type TextFor } from '../projections/sample-values.js';
import { costOfLast } from './evolving.cost.js';

/** Twenty thousand rows about one worker took two minutes, because each event copied all that came before it. */
const FEW = 20;
const MANY = 80;

const dayOf = (number: number) => new Date(Date.UTC(2020, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** Days from 2020 on, ids with the number in them, and whatever else a schema takes. */
function textsWith(number: number): TextFor {
  const day = dayOf(number);
  return (field, schema) => {
    const texts = [day, `${field.toLowerCase()}-${number}`, `x-${number}.1`, `dim-${number}.1`, ...shapedTexts(number)];
    const isDay = schema.safeParse(day).success && !schema.safeParse('not-a-day').success;
    const found = (isDay ? texts : texts.slice(1)).find((text) => schema.safeParse(text).success);
    if (found === undefined) throw new Error(`There is no sample text for ${field}`);
    return found;
  };
}

const samples = new Map<string, DomainEvent>();

/** @param number tells one event's ids and days from another's */
function sample(definition: EventDefinition, number: number): DomainEvent {
  const key = `${definition.type} ${number}`;
  const known = samples.get(key);
  if (known) return known;
  const data = sampleOf(definition.schema, numbersFrom(7), textsWith(number));
  const event = { type: definition.type, effectiveAt: dayOf(number), data };
  samples.set(key, event);
  return event;
}

type History = (aggregate: Aggregate, definition: EventDefinition, count: number) => DomainEvent[];

const everyEvent = ({ events }: Aggregate, number: number) => events.map((each) => sample(each, number));

/** How a stream becomes long before the event that is looked at, which is its last. */
const HISTORIES: Readonly<Record<string, History>> = {
  'many of it about the same thing': (aggregate, definition, count) => [
    ...everyEvent(aggregate, 1),
    ...Array.from({ length: count }, (_, at) => ({ ...sample(definition, 1), effectiveAt: dayOf(at) })),
  ],
  'many of it, each about another thing': (aggregate, definition, count) => [
    ...everyEvent(aggregate, 1),
    ...Array.from({ length: count }, (_, at) => sample(definition, at + 2)),
  ],
  'many of everything': (aggregate, definition, count) => {
    // The first one opens the stream, and would empty it again.
    const [opening, ...others] = Array.from({ length: count }, (_, at) => everyEvent(aggregate, at + 1)).flat();
    const going = others.filter(({ type }) => type !== aggregate.events[0]!.type);
    return [opening!, ...going, sample(definition, Math.ceil(count / 2))];
  },
};

const EVENTS = DOMAIN.aggregates.flatMap((aggregate) =>
  aggregate.events.map((definition) => ({ aggregate, definition, type: definition.type, name: aggregate.name })),
);

describe.each(EVENTS)('$name: evolving $type', ({ aggregate, definition }) => {
  it.each(Object.entries(HISTORIES))('costs the same after few and after %s', (_what, history) => {
    const cost = (count: number) =>
      costOfLast(aggregate.evolve, aggregate.initialState, history(aggregate, definition, count));
    expect(
      cost(MANY),
      `${definition.type} copies or walks through what the state has collected: use PersistentMap, PersistentSet or PersistentList`,
    ).toBeLessThanOrEqual(cost(FEW) + 2);
  });
});

describe('the cost that is measured', () => {
  interface Collecting {
    readonly map: ReadonlyMap<string, string>;
    readonly set: ReadonlySet<string>;
    readonly list: readonly string[];
    readonly record: Readonly<Record<string, string>>;
    readonly nested: { readonly list: readonly string[] };
  }
  const nothing: Collecting = { map: new Map(), set: new Set(), list: [], record: {}, nested: { list: [] } };
  const events = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ type: 'E', effectiveAt: `${at}`, data: {} }));
  const copying: Readonly<Record<string, (state: Collecting, key: string) => Collecting>> = {
    'a map': (state, key) => ({ ...state, map: new Map(state.map).set(key, key) }),
    'a set': (state, key) => ({ ...state, set: new Set(state.set).add(key) }),
    'a list': (state, key) => ({ ...state, list: [...state.list, key] }),
    'a list, by concat': (state, key) => ({ ...state, list: state.list.concat(key) }),
    'an object': (state, key) => ({ ...state, record: { ...state.record, [key]: key } }),
    'what is within': (state, key) => ({ ...state, nested: { list: [...state.nested.list, key] } }),
    'and drops the copy': (state, key) => {
      const list = state.list as string[];
      list.push(key);
      return { ...state, list, record: { last: [...list].join() } };
    },
  };

  it.each(Object.entries(copying))('shows an evolve that copies %s', (_what, change) => {
    const evolve = (state: unknown, event: DomainEvent) => change(state as Collecting, event.effectiveAt);
    const cost = (count: number) => costOfLast(evolve, structuredClone(nothing), events(count));
    expect(cost(MANY)).toBeGreaterThan(cost(FEW) + (MANY - FEW) / 2);
  });
});
