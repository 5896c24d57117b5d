import { DOMAIN, FIRST_TIME_ZONE, inTurn, organisation, ORGANISATION_ID, timeZonesOf } from '@praxis/domain';
import {
  AggregateView,
  daysInTurn,
  EventCodec,
  type ChainDigest,
  type CommandMemory,
  type DayOf,
  type EventStore,
  type PersonalDataVault,
} from '@praxis/event-sourcing';
import type { CommandHandlingPorts } from '@praxis/event-sourcing/command-handling';

/** Injection token of the {@link CommandPorts}. */
export const COMMAND_PORTS = Symbol('command-ports');

/** What commands need of the key store: libs/personal-data has it. */
export interface KeysOfCommands {
  readonly vault: PersonalDataVault;
  readonly digest: (text: string) => string;
  readonly chainDigest: ChainDigest;
}

/** What the entrance for commands is made of; how it looks up references and waits is its own. */
export type CommandPorts = Omit<CommandHandlingPorts, 'references' | 'again'>;

export interface CommandPortsOptions {
  /** ISO instant; the clock is the only thing that is read from outside. */
  readonly now?: () => string;
  readonly memory?: CommandMemory;
}

/** The ports of the command path over a store and keys. */
export function commandPorts(
  store: EventStore,
  { vault, digest, chainDigest }: KeysOfCommands,
  { now = () => new Date().toISOString(), memory }: CommandPortsOptions = {},
): CommandPorts {
  const codec = new EventCodec(DOMAIN.events, vault);
  const calendar = organisationCalendar(store, codec);
  const ports = { store, codec, now, calendar, digest, chainDigest };
  return memory ? { ...ports, memory } : ports;
}

/** Days by the time zones that the organisation has set, whichever process took that. */
function organisationCalendar(store: EventStore, codec: EventCodec): () => Promise<DayOf> {
  const view = new AggregateView(organisation, ORGANISATION_ID, store, codec);
  let known: { readonly timeZones: ReturnType<typeof timeZonesOf>; readonly dayOf: DayOf } | undefined;
  return async () => {
    const timeZones = timeZonesOf(await view.lastKnown());
    if (known?.timeZones !== timeZones) known = { timeZones, dayOf: daysInTurn(FIRST_TIME_ZONE, inTurn(timeZones)) };
    return known.dayOf;
  };
}
