import {
  worker as workerAggregate,
  type LearningLogEvent,
  type OrganisationEvent,
  type WorkerEvent,
} from '@praxis/domain';
import { idInStream, streamIdOf, type DayOf, type DomainEvent, type RecordedEvent } from '@praxis/event-sourcing';
import { picturesOfCertificates, type KnownCertificate } from './certificates.picture.js';
import { historyOf, knownBy, type HistoryPorts, type Recorded } from './recorded-history.js';
import { pictureOfUnits, type UnitsPicture } from './units.picture.js';
import { contractsAtLeaving, pictureOfWorker, type ContractsAtLeaving, type WorkerPicture } from './worker.picture.js';

/** What was known by the end of a day, and whether anything was recorded after it. */
export interface AsKnown<Picture> {
  readonly then: Picture;
  /** With everything recorded so far. */
  readonly now: Picture;
}

/**
 * What an upload is compared with. An upload is a statement of its day, so it is compared with what was known on that
 * day: the same upload taken again years later finds what it said, and changes nothing.
 */
export interface CurrentWorkforce {
  worker(workerId: string, day: string): Promise<AsKnown<WorkerPicture>>;
  certificates(workerId: string, day: string): Promise<AsKnown<ReadonlyMap<string, KnownCertificate>>>;
  units(organisationId: string, day: string): Promise<AsKnown<UnitsPicture>>;
  /** The contract somebody had when they left, for their coming back; undefined when nothing is known of them. */
  contractsAtLeaving(workerId: string): Promise<ContractsAtLeaving>;
  /** Everybody in post at the end of a day, with their team. Reads the whole log. */
  inPost(day: string): Promise<ReadonlyMap<string, { readonly teamId: string | undefined }>>;
  /** What the first event of a stream says; undefined when there is none. */
  firstFact(streamId: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

const PAGE = 2_000;
const WORKER_EVENT_TYPES: ReadonlySet<string> = new Set(workerAggregate.events.map(({ type }) => type));

export function currentWorkforce(ports: HistoryPorts): CurrentWorkforce {
  const worker = async (id: string) => (await historyOf(ports, streamIdOf('worker', id))) as HistoryOf<WorkerEvent>;
  return {
    async worker(id, day) {
      const history = await worker(id);
      return asKnown(history, day, ports.dayOf, (events) => pictureOfWorker(events, ports.codec));
    },
    async certificates(id, day) {
      const history = (await historyOf(ports, streamIdOf('learning-log', id))) as HistoryOf<LearningLogEvent>;
      return asKnown(history, day, ports.dayOf, (events) => picturesOfCertificates(events, ports.codec));
    },
    async units(id, day) {
      const history = (await historyOf(ports, streamIdOf('organisation', id))) as HistoryOf<OrganisationEvent>;
      return asKnown(history, day, ports.dayOf, pictureOfUnits);
    },
    contractsAtLeaving: async (id) => contractsAtLeaving(await worker(id)),
    inPost: (day) => everybodyInPost(ports, day),
    async firstFact(streamId) {
      for await (const stored of ports.store.readStream(streamId)) {
        return ports.codec.decode(stored).event.data as Readonly<Record<string, unknown>>;
      }
      return undefined;
    },
  };
}

type HistoryOf<Event extends DomainEvent> = readonly RecordedEvent<Event>[];

function asKnown<Event extends DomainEvent, Picture>(
  history: HistoryOf<Event>,
  day: string,
  dayOf: DayOf,
  pictureOf: (events: HistoryOf<Event>) => Picture,
): AsKnown<Picture> {
  const then = knownBy(history, day, dayOf);
  const now = pictureOf(history);
  return { now, then: then.length === history.length ? now : pictureOf(then) };
}

/** Keeps one small picture for each worker, whatever the length of the log. */
async function everybodyInPost(
  ports: HistoryPorts,
  day: string,
): Promise<ReadonlyMap<string, { readonly teamId: string | undefined }>> {
  const workers = new Map<string, { readonly inPost: boolean; readonly teamId: string | undefined }>();
  for (let after = 0n; ;) {
    const page = await ports.store.readAll({ after, maxCount: PAGE });
    const last = page.at(-1);
    if (!last) break;
    after = last.position;
    for (const stored of page) {
      if (!WORKER_EVENT_TYPES.has(stored.type)) continue;
      const recorded = ports.codec.decode(stored) as Recorded;
      if (ports.dayOf(recorded.recordedAt) > day) continue;
      const id = idInStream('worker', stored.streamId);
      const next = presence(workers.get(id), recorded.event as WorkerEvent);
      if (next) workers.set(id, next);
    }
  }
  return new Map([...workers].filter(([, { inPost }]) => inPost));
}

interface Presence {
  readonly inPost: boolean;
  readonly teamId: string | undefined;
}

function presence(before: Presence | undefined, event: WorkerEvent): Presence | undefined {
  switch (event.type) {
    case 'WorkerJoined':
    case 'WorkerReturned':
      return { inPost: true, teamId: undefined };
    case 'WorkerLeavingVoided':
      return { inPost: true, teamId: before?.teamId };
    case 'WorkerLeft':
    case 'WorkerErased':
      return { inPost: false, teamId: before?.teamId };
    case 'WorkerAssignedToTeam':
      return { inPost: before?.inPost ?? false, teamId: event.data.unitId };
    default:
      return undefined; // neither here nor there
  }
}
