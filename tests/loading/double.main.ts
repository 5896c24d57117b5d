import { setTimeout as pause } from 'node:timers/promises';
import type { Faults } from '../eventstoredb-double/double.faults.js';
import { startEventStoreDbDouble } from '../eventstoredb-double/index.js';

/** The double in a process of its own, as a server is. It goes through its troubles by itself, as appends come in. */
export interface DoubleTask {
  readonly nodes: number;
  readonly faults: Partial<Faults>;
  /** Each once, when so many appends have come in. */
  readonly troubles: readonly { readonly afterAppends: number; readonly kind: TroubleKind; readonly ms: number }[];
}
/** For how long a restarted server is gone, an election takes, or every subscription is dropped. */
export type TroubleKind = 'restart' | 'leader-change' | 'drop';

const { nodes, faults, troubles } = JSON.parse(process.argv[2]!) as DoubleTask;
const double = await startEventStoreDbDouble({ nodes });
Object.assign(double.faults, faults);
const { connectionString, clusterConnectionString } = double;
// What a user would write: the settings for discovery are the adapter's.
const given = (nodes === 1 ? connectionString : clusterConnectionString).replace(/\?.*/, '?tls=false');
process.send?.({ connectionString: given });
process.on('message', () => process.send?.({ calls: double.calls }));
process.on('disconnect', () => process.exit(0));

for (const { afterAppends, kind, ms } of troubles) {
  while (double.calls.appends < afterAppends) await pause(5);
  if (kind === 'leader-change') await double.changeLeader(ms);
  if (kind === 'restart') {
    await double.stop();
    await pause(ms);
    await double.start();
  }
  for (const until = Date.now() + ms; kind === 'drop' && Date.now() < until;) {
    double.drop('subscriptions');
    await pause(50);
  }
}
