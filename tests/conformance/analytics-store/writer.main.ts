import { ensureTables, inspectChain, openAnalyticsStore, physicalName } from '@praxis/analytics-store';
import { batchOf, definitionOf, insert, minutes } from './fact-tables.builders.js';

// A process that inserts batch after batch until it is killed. Says `ready`, then the end of each acknowledged batch.
const [, , path = '', name = '', rows = '100'] = process.argv;
const store = await openAnalyticsStore({ kind: 'embedded', path });
const definition = definitionOf(minutes, { name });
await ensureTables(store, [definition]);
process.stdout.write('ready\n');

let { head } = await inspectChain(store, physicalName(definition));
while (rows !== '0') {
  const [from, to] = [Number(head), Number(head) + Number(rows)];
  await insert(store, definition, batchOf(from, to), `${name}:${from}-${to}`);
  head = BigInt(to);
  process.stdout.write(`${to}\n`);
}
setInterval(() => undefined, 1_000);
