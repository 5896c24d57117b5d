export interface EventStoreDbOptions {
  /**
   * `esdb://host:port?tls=false` for one node, `esdb+discover://…` or several hosts for a cluster. Leave
   * `nodePreference` at its default (the leader), so that what was appended can be read at once.
   */
  readonly connectionString: string;
  /** How long one append may take before its outcome counts as unknown, in milliseconds. 10,000 unless told. */
  readonly appendTimeoutMs?: number;
  /** How long to try to find out what became of an append whose outcome is unknown. 5,000 unless told. */
  readonly resolveTimeoutMs?: number;
  /** How long a read may stay silent, in milliseconds: from its start, and after each event. 10,000 unless told. */
  readonly readTimeoutMs?: number;
  /** How many events one request to the server asks for: what bounds the memory of a read. 500 unless told. */
  readonly pageSize?: number;
  /** First pause before subscribing again after a drop; it doubles up to twenty times itself. 100 unless told. */
  readonly resubscribeDelayMs?: number;
  /** Told once per stream about events in the log that are neither ours nor the system's. A process warning unless told. */
  readonly onForeignEvent?: (message: string) => void;
}

export type EventStoreDbSettings = Required<EventStoreDbOptions>;

/** @throws {RangeError} a connection string or a number that cannot work */
export function settingsFrom(options: EventStoreDbOptions): EventStoreDbSettings {
  requireSafe(options.connectionString);
  const settings: EventStoreDbSettings = {
    appendTimeoutMs: 10_000,
    resolveTimeoutMs: 5_000,
    readTimeoutMs: 10_000,
    pageSize: 500,
    resubscribeDelayMs: 100,
    onForeignEvent: (message) => process.emitWarning(message),
    ...options,
  };
  for (const name of [
    'appendTimeoutMs',
    'resolveTimeoutMs',
    'readTimeoutMs',
    'pageSize',
    'resubscribeDelayMs',
  ] as const) {
    if (!(Number.isInteger(settings[name]) && settings[name] >= 1)) {
      throw new RangeError(`${name} must be a whole number from 1 on, not ${settings[name]}`);
    }
  }
  return settings;
}

/** The option names in a connection string are read without regard to case, `-` and `_`, as the client reads them. */
function requireSafe(connectionString: string): void {
  if (!/^esdb(\+discover)?:\/\/[^/?]/.test(connectionString)) {
    throw new RangeError('An EventStoreDB connection string starts with esdb:// or esdb+discover:// and names a host');
  }
  const [, query = ''] = connectionString.split('?', 2);
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (flat(name) === 'throwonappendfailure' && value.trim() !== 'true') {
      // The client then reports a refused append with a wrong revision (6.2.1: the flag, not the number, is converted).
      throw new RangeError('throwOnAppendFailure=false cannot be used: the client then reports wrong revisions');
    }
  }
}

function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[-_]/g, '');
}
