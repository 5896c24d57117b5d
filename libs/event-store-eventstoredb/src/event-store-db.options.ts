export interface EventStoreDbOptions {
  /**
   * `esdb://host:port?tls=false` for one node, `esdb+discover://…` or several hosts for a cluster. Leave
   * `nodePreference` at its default (the leader), so that what was appended can be read at once. What it does not say
   * about discovery and keep-alive is set as in {@link CONNECTION_DEFAULTS}.
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
  /** Events of streams kept in memory, so that a stream that is read again is only read on. 50,000 unless told. */
  readonly rememberedEvents?: number;
  /** First pause before subscribing again after a drop; it doubles up to twenty times itself. 100 unless told. */
  readonly resubscribeDelayMs?: number;
  /** Told once per stream about events in the log that are neither ours nor the system's. A process warning unless told. */
  readonly onForeignEvent?: (message: string) => void;
}

export interface EventStoreDbSettings extends Required<EventStoreDbOptions> {
  /** Whether only the leader may answer reads: one that has lost the lead is behind, and would not say so. */
  readonly requiresLeader: boolean;
}

/**
 * The client's own defaults give up looking for a leader after ten looks in one second; an election takes longer than
 * that. Half a minute of looking outlasts one. A node that does not even refuse costs 3 seconds a look instead of 5, and
 * a connection that went dead is noticed after 15 seconds instead of 20.
 */
export const CONNECTION_DEFAULTS = {
  maxDiscoverAttempts: 60,
  /** Milliseconds. */
  discoveryInterval: 500,
  /** Seconds. */
  gossipTimeout: 3,
  /** Milliseconds; the client warns of less. */
  keepAliveInterval: 10_000,
  /** Milliseconds. Not shorter: an import can keep this process from reading an answer for a second or two. */
  keepAliveTimeout: 5_000,
} as const;

/** @throws {RangeError} a connection string or a number that cannot work */
export function settingsFrom(options: EventStoreDbOptions): EventStoreDbSettings {
  requireSafe(options.connectionString);
  const settings: EventStoreDbSettings = {
    appendTimeoutMs: 10_000,
    resolveTimeoutMs: 5_000,
    readTimeoutMs: 10_000,
    pageSize: 500,
    rememberedEvents: 50_000,
    resubscribeDelayMs: 100,
    onForeignEvent: (message) => process.emitWarning(message),
    ...options,
    connectionString: completed(options.connectionString),
    requiresLeader: prefersLeader(options.connectionString),
  };
  for (const name of [
    'appendTimeoutMs',
    'resolveTimeoutMs',
    'readTimeoutMs',
    'pageSize',
    'rememberedEvents',
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
  const given = settingsIn(connectionString).get('throwonappendfailure');
  if (given !== undefined && given !== 'true') {
    // The client then reports a refused append with a wrong revision (6.2.1: the flag, not the number, is converted).
    throw new RangeError('throwOnAppendFailure=false cannot be used: the client then reports wrong revisions');
  }
}

/** With our defaults for what it does not say itself. */
function completed(connectionString: string): string {
  const given = settingsIn(connectionString);
  const added = Object.entries(CONNECTION_DEFAULTS).filter(([name]) => !given.has(flat(name)));
  if (added.length === 0) return connectionString;
  const settings = added.map(([name, value]) => `${name}=${value}`).join('&');
  return `${connectionString.trim().replace(/\/+$/, '')}${given.size === 0 ? '?' : '&'}${settings}`;
}

/** As the client does unless told otherwise. */
function prefersLeader(connectionString: string): boolean {
  return flat(settingsIn(connectionString).get('nodepreference') ?? 'leader') === 'leader';
}

/** By flattened name. */
function settingsIn(connectionString: string): ReadonlyMap<string, string> {
  const [, query = ''] = connectionString.split('?', 2);
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [flat(name), value.trim()];
    }),
  );
}

function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[-_]/g, '');
}
