import { bare, folded, type WorkerName } from './source-ids.js';

/** Which ids are known, as they were written, without white space, and by what they may be mixed up with. */
export class KnownIds {
  readonly #exact = new Map<string, string>();
  readonly #bare = new Map<string, string>();
  readonly #folded = new Map<string, Set<string>>();
  readonly #names = new Map<string, WorkerName[]>();
  readonly #workplaces = new Map<string, string>();
  readonly #spellings = new Map<string, string[]>();

  /** Where two people were recorded under one spelling, the first keeps it. */
  addWorker(id: string, name: WorkerName): void {
    const { workplace, worker } = name;
    const exact = key(workplace, worker);
    if (this.#exact.has(exact)) return;
    this.#exact.set(exact, id);
    setOnce(this.#bare, key(bare(workplace), bare(worker)), id);
    const near = key(folded(workplace), folded(worker));
    this.#folded.set(near, (this.#folded.get(near) ?? new Set()).add(id));
    this.#names.set(id, [...(this.#names.get(id) ?? []), name]);
  }

  /** Nothing of who was erased is kept. */
  removeWorker(id: string): void {
    for (const { workplace, worker } of this.#names.get(id) ?? []) {
      this.#exact.delete(key(workplace, worker));
      const plain = key(bare(workplace), bare(worker));
      if (this.#bare.get(plain) === id) this.#bare.delete(plain);
      this.#folded.get(key(folded(workplace), folded(worker)))?.delete(id);
    }
    this.#names.delete(id);
  }

  addWorkplace(unitId: string, workplace: string): void {
    const plain = bare(workplace);
    if (this.#workplaces.has(plain)) return;
    this.#workplaces.set(plain, unitId);
    this.#spellings.set(unitId, [...(this.#spellings.get(unitId) ?? []), plain]);
  }

  /** The worker of exactly these ids, white space inside them included. */
  exactly({ workplace, worker }: WorkerName): string | undefined {
    return this.#exact.get(key(workplace.trim(), worker.trim()));
  }

  /** The worker of these ids, white space apart. */
  plainly(workplace: string, worker: string): string | undefined {
    return this.#bare.get(key(bare(workplace), bare(worker)));
  }

  /** Workers whose ids differ from these at most by case and leading zeros. */
  nearly(workplace: string, worker: string): Iterable<string> {
    return this.#folded.get(key(folded(workplace), folded(worker))) ?? [];
  }

  namesOf(workerId: string): readonly WorkerName[] {
    return this.#names.get(workerId) ?? [];
  }

  unitOf(workplace: string): string | undefined {
    return this.#workplaces.get(bare(workplace));
  }

  /** The ids that a unit is known by, without white space. */
  spellingsOf(unitId: string): readonly string[] {
    return this.#spellings.get(unitId) ?? [];
  }

  units(): Iterable<string> {
    return this.#spellings.keys();
  }
}

function key(one: string, other: string): string {
  return `${one}\n${other}`;
}

function setOnce(map: Map<string, string>, at: string, value: string): void {
  if (!map.has(at)) map.set(at, value);
}
