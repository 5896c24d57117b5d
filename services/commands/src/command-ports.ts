import { DOMAIN } from '@praxis/domain';
import {
  EventCodec,
  type ChainDigest,
  type CommandHandlingPorts,
  type EventStore,
  type PersonalDataVault,
} from '@praxis/event-sourcing';
import { ReferenceCheck } from './references/reference-check.js';

/** Injection token of the {@link CommandHandlingPorts}. */
export const COMMAND_PORTS = Symbol('command-ports');

/** What commands need of the key store: libs/personal-data has it. */
export interface KeysOfCommands {
  readonly vault: PersonalDataVault;
  readonly digest: (text: string) => string;
  readonly chainDigest: ChainDigest;
}

/** The ports of the command path over a store and keys; the clock is the only thing that is read from outside. */
export function commandPorts(
  store: EventStore,
  { vault, digest, chainDigest }: KeysOfCommands,
  now: () => string = () => new Date().toISOString(),
): CommandHandlingPorts {
  const codec = new EventCodec(DOMAIN.events, vault);
  const { check: checkReferences } = new ReferenceCheck(store, codec);
  return { store, codec, now, digest, chainDigest, checkReferences };
}
