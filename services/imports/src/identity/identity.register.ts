import {
  nameWords,
  ORGANISATION_ID,
  type IdentityQuestionAnswered,
  type OrganisationEvent,
  type WorkerEvent,
} from '@praxis/domain';
import {
  ERASED,
  idInStream,
  streamIdOf,
  type EventCodec,
  type EventStore,
  type RecordedEvent,
  type StoredEvent,
} from '@praxis/event-sourcing';
import type { z } from 'zod';
import type { ReadableStore } from '../workforce/recorded-history.js';
import { KnownIds } from './known-ids.js';
import {
  newWorkerId,
  readingsOf,
  spellingsAlike,
  unitIdOf,
  workerIdOf,
  type Pseudonymise,
  type WorkerName,
} from './source-ids.js';

export type IdentityAnswer = z.infer<typeof IdentityQuestionAnswered.schema>;
export interface IdentityQuestion extends Omit<IdentityAnswer, 'answer'> {
  /** Whoever is known by it was erased: only a data steward is asked. */
  readonly isErased?: true;
}

export interface IdentityPorts {
  readonly codec: EventCodec;
  readonly pseudonym: Pseudonymise;
}

interface RecordedWorker {
  /** What their first team says of the workplace that they were recorded at. */
  firstTeam: string | undefined;
  /** Texts that are not settled yet, as they can be read in several ways. */
  readonly references: Set<string>;
}

const PAGE = 2_000;
/** Ids of which it is remembered whom they may name: each costs hundreds of pseudonyms. */
const LOOKED_FOR = 50_000;
const TYPES: ReadonlySet<string> = new Set<(WorkerEvent | OrganisationEvent)['type']>([
  'WorkerJoined',
  'WorkerDetailsRecorded',
  'WorkerAssignedToTeam',
  'WorkerErased',
  'UnitOpened',
  'IdentityQuestionAnswered',
]);

/**
 * Who is known under which ids, from the log: their references, which only the vault can open, and the answers that
 * were given. Kept in memory; what is new is read before each file.
 */
export class IdentityRegister {
  readonly known = new KnownIds();
  readonly #workers = new Map<string, RecordedWorker>();
  /** By unit: the pseudonym of the id that an upload opened it by, where one did. */
  readonly #units = new Map<string, string | undefined>();
  readonly #unitsByKey = new Map<string, string>();
  readonly #answers = new Map<string, IdentityAnswer['answer']>();
  readonly #same = new Map<string, string>();
  readonly #unsettled = new Set<string>();
  readonly #organisationStream: string;
  /** By worker: where their name is sealed. It is opened only when somebody asks. */
  readonly #named = new Map<string, RecordedEvent>();
  /** Until more is read. */
  #hasNameless: boolean | undefined;
  readonly #namelessLike = new Map<string, readonly string[]>();
  #position = 0n;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: IdentityPorts,
    organisationId: string = ORGANISATION_ID,
  ) {
    this.#organisationStream = streamIdOf('organisation', organisationId);
  }

  /** Reads what was recorded since, one caller after another. */
  catchUp(store: Pick<ReadableStore, 'readAll'>): Promise<void> {
    const reading = this.#reading.then(() => this.#read(store));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(store: Pick<ReadableStore, 'readAll'>): Promise<void> {
    for (;;) {
      const page = await store.readAll({ after: this.#position, maxCount: PAGE });
      const last = page.at(-1);
      if (!last) break;
      for (const stored of page) if (TYPES.has(stored.type)) this.#note(stored);
      this.#position = last.position;
      this.#hasNameless = undefined;
      this.#namelessLike.clear();
    }
    for (const id of this.#unsettled) this.#settle(id);
    this.#unsettled.clear();
  }

  isRecorded(workerId: string): boolean {
    return this.#workers.has(workerId);
  }

  /** Whether somebody is recorded whose ids cannot be read: erased, or recorded without them. */
  isNameless(workerId: string): boolean {
    return this.#workers.has(workerId) && this.known.namesOf(workerId).length === 0;
  }

  /** Whether it is not for everybody to know that there was such a person. */
  isErased(workerId: string): boolean {
    return this.isNameless(workerId) && this.ports.codec.isShredded(workerId);
  }

  /** Somebody whose ids cannot be read any more, by the pseudonym that these ids give. */
  namelessUnder(workplace: string, worker: string): string | undefined {
    const first = workerIdOf(this.ports.pseudonym, workplace, worker);
    const own = newWorkerId(this.ports.pseudonym, workplace, worker);
    if (this.isNameless(own)) return own;
    if (!this.isNameless(first)) return undefined;
    // With a slash in them, other ids give the same pseudonym: the workplace has to be right too.
    const team = this.#workers.get(first)?.firstTeam;
    return team === undefined || team === unitIdOf(workplace) ? first : undefined;
  }

  /** Those whose ids cannot be read any more, and may differ from these only by case and leading zeros. */
  namelessLike(workplaces: readonly string[], worker: string): readonly string[] {
    this.#hasNameless ??= this.#workers.keys().some((id) => this.isNameless(id));
    if (!this.#hasNameless) return [];
    const key = JSON.stringify([workplaces, worker]);
    const known = this.#namelessLike.get(key);
    if (known) return known;
    const like = new Set<string>();
    for (const spelling of spellingsAlike(worker)) {
      for (const workplace of workplaces) {
        const id = this.namelessUnder(workplace, spelling);
        if (id !== undefined) like.add(id);
      }
    }
    if (this.#namelessLike.size >= LOOKED_FOR) this.#namelessLike.clear();
    this.#namelessLike.set(key, [...like]);
    return [...like];
  }

  /** Of everybody whose name can be read. */
  nameWords(): ReadonlySet<string> {
    const names = [...this.#named.values()].map((recorded) => this.ports.codec.reveal(recorded)['name']);
    return new Set(names.filter((name) => name !== ERASED).flatMap((name) => nameWords(String(name))));
  }

  units(): ReadonlyMap<string, string | undefined> {
    return this.#units;
  }

  unitOfKey(key: string): string | undefined {
    return this.#unitsByKey.get(key);
  }

  answer({ about, id, knownId }: IdentityQuestion): IdentityAnswer['answer'] | undefined {
    return this.#answers.get(`${about} ${id} ${knownId}`);
  }

  /** What somebody said that an id is the same as. */
  sameAs(about: IdentityQuestion['about'], id: string): string | undefined {
    return this.#same.get(`${about} ${id}`);
  }

  #note(stored: StoredEvent): void {
    const recorded = this.ports.codec.decode(stored);
    const event = recorded.event as WorkerEvent | OrganisationEvent;
    switch (event.type) {
      case 'UnitOpened':
      case 'IdentityQuestionAnswered':
        if (stored.streamId === this.#organisationStream) this.#noteOrganisation(event);
        break;
      case 'WorkerJoined':
        this.#worker(stored);
        break;
      case 'WorkerAssignedToTeam':
        this.#worker(stored).firstTeam ??= event.data.unitId;
        break;
      case 'WorkerDetailsRecorded': {
        const { workReference, name } = event.data;
        // Only one field: opening the others would cost as much again for each.
        const only = (data: typeof event.data) => ({ ...recorded, event: { ...event, data } });
        if (name !== undefined) this.#named.set(idInStream('worker', stored.streamId), only({ name }));
        if (workReference === undefined) break;
        const reference = String(this.ports.codec.reveal(only({ workReference }))['workReference']);
        if (reference !== ERASED) this.#worker(stored).references.add(reference);
        this.#unsettled.add(idInStream('worker', stored.streamId));
        break;
      }
      case 'WorkerErased':
        this.#worker(stored).references.clear();
        this.known.removeWorker(idInStream('worker', stored.streamId));
        this.#named.delete(idInStream('worker', stored.streamId));
        break;
      default:
        break;
    }
  }

  #noteOrganisation(event: Extract<OrganisationEvent, { type: 'UnitOpened' | 'IdentityQuestionAnswered' }>): void {
    if (event.type === 'UnitOpened') {
      const { unitId, workplaceId } = event.data;
      this.#units.set(unitId, workplaceId);
      if (workplaceId !== undefined) this.#unitsByKey.set(workplaceId, unitId);
      return;
    }
    const { about, id, knownId, answer } = event.data;
    this.#answers.set(`${about} ${id} ${knownId}`, answer);
    if (answer === 'same') this.#same.set(`${about} ${id}`, knownId);
    else if (this.#same.get(`${about} ${id}`) === knownId) this.#same.delete(`${about} ${id}`);
  }

  #worker({ streamId }: StoredEvent): RecordedWorker {
    const id = idInStream('worker', streamId);
    const known = this.#workers.get(id);
    if (known) return known;
    const worker: RecordedWorker = { firstTeam: undefined, references: new Set() };
    this.#workers.set(id, worker);
    return worker;
  }

  #settle(id: string): void {
    const { references, firstTeam } = this.#workers.get(id)!;
    for (const reference of references) {
      const name = reference === ERASED ? undefined : this.#nameIn(id, reference, firstTeam);
      if (!name) continue;
      this.known.addWorker(id, name);
      if (firstTeam !== undefined && unitIdOf(name.workplace) === firstTeam) {
        this.known.addWorkplace(firstTeam, name.workplace);
      }
    }
    references.clear();
  }

  /** Of the ways in which a reference can be read, the one that gave this pseudonym, or fits the first team. */
  #nameIn(id: string, reference: string, firstTeam: string | undefined): WorkerName | undefined {
    const readings = readingsOf(reference);
    if (readings.length < 2) return readings[0];
    const made = readings.find(({ workplace, worker }) => newWorkerId(this.ports.pseudonym, workplace, worker) === id);
    return made ?? readings.find(({ workplace }) => unitIdOf(workplace) === firstTeam) ?? readings[0];
  }
}

const registers = new WeakMap<EventStore, Map<string, IdentityRegister>>();

/** The register over a log, the same for as long as the log is open. */
export function identityRegisterOf(store: EventStore, ports: IdentityPorts, organisationId: string): IdentityRegister {
  const ofStore = registers.get(store) ?? new Map<string, IdentityRegister>();
  registers.set(store, ofStore);
  const register = ofStore.get(organisationId) ?? new IdentityRegister(ports, organisationId);
  ofStore.set(organisationId, register);
  return register;
}
