import type { EventStore, StoredEvent } from '@praxis/event-sourcing';
import { importFiles } from '@praxis/imports';
import { expect, it, vi } from 'vitest';
import { countingWalks } from '../domain/evolving.cost.js';
import { logAfter, newInstallation, ownFile, uploadFile, type Installation } from './import.harness.js';
import { ids, logged, organisation, staff } from './provider.files.js';

const FEW = 500;
/** Several windows of rows, each of several parts. */
const ROWS_KEPT = 200;

interface Cost {
  /** Events that the log gave out. */
  read: number;
  appends: number;
  /** Elements of collections that were walked through. */
  walked: number;
}

/** The log, and how much of it is read. */
function counted(store: EventStore, cost: Cost): EventStore {
  const counting: Pick<EventStore, 'append' | 'readAll' | 'readStream'> = {
    append: (...asked) => ((cost.appends += 1), store.append(...asked)),
    readAll: async (options) => {
      const page = await store.readAll(options);
      cost.read += page.length;
      return page;
    },
    async *readStream(...asked): AsyncIterable<StoredEvent> {
      for await (const stored of store.readStream(...asked)) {
        cost.read += 1;
        yield stored;
      }
    },
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name in counting) return counting[name as keyof typeof counting];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function costOf(installation: Installation, rows: number): Promise<Cost> {
  const cost: Cost = { read: 0, appends: 0, walked: 0 };
  const ports = await installation.over(counted(installation.store, cost));
  const file = ownFile(
    'learning',
    Array.from({ length: rows }, (_, at) => logged('W001', at)),
  );
  using counting = countingWalks();
  const { totals } = await importFiles([file], ports, { rowsKept: ROWS_KEPT });
  expect(totals).toMatchObject({ rows, refused: 0 });
  return { ...cost, walked: counting.walked };
}

/** What a file about one worker costs to take, and to take again. */
async function costs(rows: number): Promise<Record<'taken' | 'again', Cost>> {
  const installation = await newInstallation();
  try {
    await importFiles([organisation, staff], installation.ports);
    return { taken: await costOf(installation, rows), again: await costOf(installation, rows) };
  } finally {
    await installation.close();
  }
}

it('20,000 rows about one worker took two minutes: twice the rows cost twice as much, the first time and again', async () => {
  const few = await costs(FEW);
  const many = await costs(FEW * 2);
  for (const time of ['taken', 'again'] as const) {
    const ratio = many[time].walked / few[time].walked;
    expect(ratio, `elements walked through, ${time}: ${few[time].walked}, ${many[time].walked}`).toBeLessThan(2.3);
    const added = many[time].read - few[time].read;
    // Taken: what was read of the worker is kept. Again: the stream once, and the log once for whom it names.
    expect(added, `events read, ${time}`).toBeLessThanOrEqual(time === 'taken' ? 0 : FEW * 3);
  }
  expect(many.taken.appends).toBeLessThanOrEqual(few.taken.appends * 2);
  expect(many.again.appends).toBe(0);
}, 60_000);

it('a file that is kept in memory was compared with the log in every pass over it', async () => {
  const installation = await newInstallation();
  try {
    await importFiles([organisation, staff], installation.ports);
    const [first] = await logAfter(installation).then((log) => log.filter(({ type }) => type === 'WorkerJoined'));
    const read = vi.spyOn(installation.store, 'readStream');
    const changed = uploadFile(
      'staff',
      ids.map((UNIQUEWORKERID, at) => ({
        UNIQUEWORKERID,
        STARTDATE: '01/02/2020',
        ...(at === 0 ? { CONTHOURS: 12 } : {}),
      })),
    );
    const { totals } = await importFiles([changed], installation.ports);
    expect(totals).toMatchObject({ taken: 1 });
    // To compare, to decide without writing, and to write.
    expect(read.mock.calls.filter(([streamId]) => streamId === first!.streamId)).toHaveLength(3);
  } finally {
    await installation.close();
  }
});
