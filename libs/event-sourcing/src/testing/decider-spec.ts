import { isDeepStrictEqual, inspect } from 'node:util';
import type { Aggregate, AnyCommand, DecisionContext } from '../aggregate.js';
import { RuleBroken } from '../aggregate.js';
import type { DomainEvent } from '../event.js';

const CONTEXT: DecisionContext = {
  id: 'under-test',
  actor: { id: 'actor-1', role: 'administrator' },
  now: '2026-06-30T12:00:00.000Z',
  today: '2026-06-30',
};

/** What became of a command in a spec. */
export type SpecifiedOutcome = 'allowed' | 'refused' | 'nothing to do';

const specified = new Map<string, Set<SpecifiedOutcome>>();

/** The outcomes that specs in this process have shown of a command, by `aggregate.CommandType`. */
export function specifiedOutcomes(aggregateName: string, commandType: string): ReadonlySet<SpecifiedOutcome> {
  return specified.get(`${aggregateName}.${commandType}`) ?? new Set();
}

function note(aggregate: Aggregate, command: AnyCommand, outcome: SpecifiedOutcome): void {
  const key = `${aggregate.name}.${command.type}`;
  specified.set(key, (specified.get(key) ?? new Set()).add(outcome));
}

/** `given(supervision, [facts]).when(command).then([facts])`, `.thenRefused('CODE')`, `.thenNothing()`. */
export function given<State, Event extends DomainEvent, Command extends AnyCommand>(
  aggregate: Aggregate<State, Event, Command>,
  history: readonly Event[],
  context: Partial<DecisionContext> = {},
) {
  return {
    when(command: Command) {
      const state = history.reduce(aggregate.evolve, aggregate.initialState);
      const decide = () => aggregate.decide(command, state, { ...CONTEXT, ...context });
      return {
        then(expected: readonly Event[]): void {
          const actual = decide();
          for (const event of actual) requireDeclared(aggregate, event);
          if (!isDeepStrictEqual(actual, expected)) {
            throw new Error(`expected ${inspect(expected, { depth: 6 })}\nbut got ${inspect(actual, { depth: 6 })}`);
          }
          note(aggregate, command, expected.length > 0 ? 'allowed' : 'nothing to do');
        },
        thenNothing(): void {
          const actual = decide();
          if (actual.length > 0) throw new Error(`expected nothing, but got ${inspect(actual, { depth: 6 })}`);
          note(aggregate, command, 'nothing to do');
        },
        thenRefused(code: string): void {
          try {
            decide();
          } catch (error) {
            if (error instanceof RuleBroken && error.code === code) return note(aggregate, command, 'refused');
            throw new Error(`expected a refusal with ${code}, but got ${inspect(error)}`);
          }
          throw new Error(`expected a refusal with ${code}, but the command was accepted`);
        },
      };
    },
  };
}

function requireDeclared(aggregate: Aggregate, event: DomainEvent): void {
  const definition = aggregate.events.find((candidate) => candidate.type === event.type);
  if (!definition) throw new Error(`${aggregate.name} does not declare ${event.type}`);
  const parsed = definition.schema.safeParse(event.data);
  if (!parsed.success) throw new Error(`${event.type} does not fit its schema: ${parsed.error.message}`);
}
