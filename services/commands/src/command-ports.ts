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

/** The ports of the command path over a store and a vault; the clock is the only thing that is read from outside. */
export function commandPorts(
  store: EventStore,
  vault: PersonalDataVault & { digest(text: string): string; readonly chainDigest: ChainDigest },
  now: () => string = () => new Date().toISOString(),
): CommandHandlingPorts {
  const codec = new EventCodec(DOMAIN.events, vault);
  const { chainDigest } = vault;
  const { check: checkReferences } = new ReferenceCheck(store, codec);
  return { store, codec, now, digest: (text) => vault.digest(text), chainDigest, checkReferences };
}
