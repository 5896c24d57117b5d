import type { DomainEvent } from '@praxis/event-sourcing';

type Evolve = (state: unknown, event: DomainEvent) => unknown;

/**
 * What the last of some events costs, in elements: those that evolving it walked through, and those of every object
 * that it made and that is part of the new state. A collection copied for each event shows in both.
 */
export function costOfLast(evolve: Evolve, initialState: unknown, events: readonly DomainEvent[]): number {
  const before = events.slice(0, -1).reduce(evolve, initialState);
  const known = new Set<object>();
  visit(before, (object) => !known.has(object) && known.add(object) !== undefined);
  let after: unknown;
  const walked = elementsWalked(() => (after = evolve(before, events.at(-1)!)));
  let made = 0;
  visit(after, (object) => {
    if (known.has(object)) return false;
    known.add(object);
    made += sizeOf(object);
    return true;
  });
  return walked + made;
}

/** Goes through everything a value holds; into an object only if `enter` says so. */
function visit(value: unknown, enter: (object: object) => boolean): void {
  if (typeof value !== 'object' || value === null || !enter(value)) return;
  for (const member of membersOf(value)) visit(member, enter);
}

function membersOf(value: object): Iterable<unknown> {
  // Not the entries of a map: those are made anew whenever they are asked for.
  if ('values' in value && typeof value.values === 'function') return value.values() as Iterable<unknown>;
  return Symbol.iterator in value ? (value as Iterable<unknown>) : Object.values(value);
}

function sizeOf(object: object): number {
  if (Array.isArray(object)) return object.length;
  if (object instanceof Map || object instanceof Set) return object.size;
  return Object.keys(object).length;
}

const WALKING = [
  [Map.prototype, Symbol.iterator],
  [Map.prototype, 'entries'],
  [Map.prototype, 'keys'],
  [Map.prototype, 'values'],
  [Set.prototype, Symbol.iterator],
  [Set.prototype, 'values'],
  [Array.prototype, Symbol.iterator],
  [Array.prototype, 'values'],
] as const;

function elementsWalked(work: () => void): number {
  using counting = countingWalks();
  work();
  return counting.walked;
}

/** Counts the elements of collections that anything in this process walks through, until it is disposed of. */
export function countingWalks(): Disposable & { readonly walked: number } {
  const count = { walked: 0 };
  const originals = WALKING.map(([prototype, name]) => Object.getOwnPropertyDescriptor(prototype, name)!);
  for (const [index, [prototype, name]] of WALKING.entries()) {
    const original = originals[index]!.value as () => Iterator<unknown>;
    Object.defineProperty(prototype, name, {
      ...originals[index],
      value: function counting(this: unknown): Iterator<unknown> {
        const iterator = original.call(this);
        const next = iterator.next.bind(iterator);
        iterator.next = () => {
          const step = next();
          if (!step.done) count.walked += 1;
          return step;
        };
        return iterator;
      },
    });
  }
  return Object.assign(count, {
    [Symbol.dispose]() {
      for (let at = 0; at < WALKING.length; at += 1)
        Object.defineProperty(WALKING[at]![0], WALKING[at]![1], originals[at]!);
    },
  });
}
