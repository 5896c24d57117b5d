import { describe, expect, it } from 'vitest';
import { settingsFrom } from './event-store-db.options.js';

const connectionFor = (connectionString: string): string => settingsFrom({ connectionString }).connectionString;
const OURS =
  'maxDiscoverAttempts=60&discoveryInterval=500&gossipTimeout=3&keepAliveInterval=10000&keepAliveTimeout=5000';

describe('a connection string', () => {
  it.each([
    ['esdb://one:2113', `esdb://one:2113?${OURS}`],
    ['esdb+discover://cluster:2113/', `esdb+discover://cluster:2113?${OURS}`],
    ['esdb://user:secret@one,two:2113?tls=false', `esdb://user:secret@one,two:2113?tls=false&${OURS}`],
  ])('%s is told how long to look for a leader', (given, completed) => {
    expect(connectionFor(given)).toBe(completed);
  });

  it.each(['maxDiscoverAttempts=3', 'max-discover-attempts=3', 'MAXDISCOVERATTEMPTS=3'])(
    'keeps what it says itself: %s',
    (setting) => {
      const completed = connectionFor(`esdb://one?${setting}&keepAliveTimeout=1000`);
      expect(
        completed
          .toLowerCase()
          .replaceAll('-', '')
          .match(/maxdiscoverattempts/g),
      ).toHaveLength(1);
      expect(completed).toContain(setting);
      expect(completed).toContain('keepAliveTimeout=1000&discoveryInterval=500');
      expect(completed).not.toContain('keepAliveTimeout=5000');
    },
  );

  it('is left as it is when it says everything', () => {
    expect(connectionFor(`esdb://one?${OURS}`)).toBe(`esdb://one?${OURS}`);
  });

  it.each([
    ['esdb://one', true],
    ['esdb://one?nodePreference=leader', true],
    ['esdb://one?node-preference=follower', false],
    ['esdb://one?nodePreference=readOnlyReplica&tls=false', false],
  ])('%s: only the leader may answer: %s', (connectionString, requiresLeader) => {
    expect(settingsFrom({ connectionString }).requiresLeader).toBe(requiresLeader);
  });

  it.each(['http://one', 'esdb://', 'esdb://one?throwOnAppendFailure=false', 'esdb://one?throw_on_append_failure=0'])(
    '%s is refused',
    (connectionString) => {
      expect(() => settingsFrom({ connectionString })).toThrow(RangeError);
    },
  );
});
