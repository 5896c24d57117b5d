import type { IdentityQuestion, IdentityRegister } from './identity.register.js';
import { KnownIds } from './known-ids.js';
import {
  areAllSpelt,
  bare,
  folded,
  isPlain,
  newWorkerId,
  readingsOf,
  spellingsAlike,
  unitIdOf,
  workplaceKey,
  type Pseudonymise,
} from './source-ids.js';

/** Whom an id names, or what has to be answered before that can be said. */
export interface IdentifiedWorker {
  /** The worker's pseudonym; of somebody held, the one they would get if they were somebody new. */
  readonly id: string;
  readonly isKnown: boolean;
  /** Both ids as they are kept: `HOME-A/W001`. */
  readonly reference: string;
  /** Not empty: nothing can be taken yet. */
  readonly questions: readonly IdentityQuestion[];
}

export interface IdentifiedWorkplace {
  readonly unitId: string;
  /** Pseudonym of the workplace's own id. */
  readonly key: string;
  /** The ids it goes by, without white space; the first is the one it is known by. */
  readonly spellings: readonly [string, ...string[]];
  readonly questions: readonly IdentityQuestion[];
}

/** Enough of a pseudonym to tell apart the few units whose ids would otherwise be the same. */
const SUFFIX = 8;

/**
 * Says whom the ids of files name. What only differs by white space is the same; what differs only by case or by
 * leading zeros is asked about; everything else is somebody else, and never gets another one's pseudonym. Whoever is
 * recorded keeps the pseudonym they have.
 */
export class Identities {
  constructor(
    private readonly register: IdentityRegister,
    private readonly pseudonymise: Pseudonymise,
    /** What the file that is being read says for the first time. */
    private readonly noticed = new KnownIds(),
  ) {}

  /** The same, with a memory of its own for what one file says first. */
  ofOneFile(): Identities {
    return new Identities(this.register, this.pseudonymise);
  }

  /** @returns undefined when there is neither a letter nor a digit in it */
  workplace(localEstablishmentId: string): IdentifiedWorkplace | undefined {
    const plain = bare(localEstablishmentId);
    const key = workplaceKey(this.pseudonymise, plain);
    const found = (unitId: string): IdentifiedWorkplace => {
      const others = this.#spellingsOf(unitId).filter((one) => one !== plain && folded(one) === folded(plain));
      const isItsOwn = this.#unitOf(plain) === unitId || others.length === 0;
      const [first = plain, ...more] = isItsOwn ? [] : [...others, plain];
      return { unitId, key, spellings: [first, ...more], questions: [] };
    };
    const known = this.register.unitOfKey(key) ?? this.#unitOf(plain) ?? this.register.sameAs('workplace', key);
    if (known !== undefined) return found(known);
    if (!/[\p{L}\p{N}]/u.test(plain)) return undefined;
    const slug = unitIdOf(localEstablishmentId);
    const foldedSlug = folded(slug);
    const questions: IdentityQuestion[] = [];
    let free = slug !== '';
    for (const unitId of this.#units()) {
      if (unitId === slug && this.#isUnclaimed(unitId)) return found(unitId);
      if (unitId === slug) free = false;
      const question: IdentityQuestion = { about: 'workplace', id: key, knownId: unitId };
      if (this.#mayBe(unitId, plain, foldedSlug) && this.register.answer(question) !== 'different')
        questions.push(question);
    }
    const unitId = free ? slug : `${slug === '' ? 'workplace' : slug}-${key.slice(2, 2 + SUFFIX)}`;
    return { unitId, key, spellings: [plain], questions };
  }

  /** A worker by the two ids of the ASC-WDS files. */
  worker(workplace: string, worker: string): IdentifiedWorker {
    const recorded = this.#recorded(workplace, worker);
    if (recorded !== undefined) return this.#known(recorded, workplace, worker);
    const place = this.workplace(workplace);
    const [home, ...others] = place?.spellings ?? [bare(workplace)];
    const elsewhere = others.map((one) => this.#plainly(one, worker)).find((id) => id !== undefined);
    const own = this.#plainly(home, worker) ?? elsewhere;
    if (own !== undefined) return this.#known(own, home, worker);
    const id = newWorkerId(this.pseudonymise, home, bare(worker));
    // Answered, perhaps, when the workplace was not known to be the same yet.
    const ids = [id, ...others.map((one) => newWorkerId(this.pseudonymise, one, bare(worker)))];
    const questions: IdentityQuestion[] = [...(place?.questions ?? [])];
    for (const knownId of this.#nearly([home, ...others], worker)) {
      const isErased = this.register.isErased(knownId) ? { isErased: true as const } : {};
      const question: IdentityQuestion = { about: 'worker', id, knownId, ...isErased };
      const answers = ids.map((one) => this.register.answer({ ...question, id: one }));
      const answer = answers.find((said) => said !== undefined);
      if (answer === 'same') return this.#known(knownId, home, worker);
      if (answer === undefined) questions.push(question);
    }
    return { id, isKnown: false, reference: `${home}/${bare(worker)}`, questions };
  }

  /**
   * A person that a cell names, either by their own id alone or with their workplace's before a slash. Which of the two
   * it is, is seen from who is known.
   *
   * @returns `several` when the cell can be read as the ids of more than one person
   */
  person(cell: string, workplace: string): IdentifiedWorker | 'several' | undefined {
    const readings = [...readingsOf(cell), ...(workplace === '' ? [] : [{ workplace, worker: cell }])];
    const people = readings.map((reading) => this.worker(reading.workplace, reading.worker));
    const known = new Map(people.filter(({ isKnown }) => isKnown).map((person) => [person.id, person]));
    if (known.size > 1) return 'several';
    return [...known.values()][0] ?? people.find(({ questions }) => questions.length > 0) ?? people[0];
  }

  /** Remembers somebody whom the file says first, so that a later row that may mean them is asked about. */
  notice(workplace: string, worker: string, { id }: IdentifiedWorker): void {
    if (!this.register.isRecorded(id))
      this.noticed.addWorker(id, { workplace: workplace.trim(), worker: worker.trim() });
    const place = this.workplace(workplace);
    if (place) this.noticeWorkplace(workplace, place);
  }

  noticeWorkplace(localEstablishmentId: string, { unitId, spellings }: IdentifiedWorkplace): void {
    // One that somebody said to be known under another id goes on by that one.
    if (spellings[0] !== bare(localEstablishmentId)) return;
    this.noticed.addWorkplace(unitId, localEstablishmentId);
  }

  #known(id: string, workplace: string, worker: string): IdentifiedWorker {
    const [name] = [...this.register.known.namesOf(id), ...this.noticed.namesOf(id)];
    const reference = name ? `${name.workplace}/${name.worker}` : `${bare(workplace)}/${bare(worker)}`;
    return { id, isKnown: true, reference, questions: [] };
  }

  /** Whoever was recorded under these ids, white space apart. */
  #recorded(workplace: string, worker: string): string | undefined {
    const name = { workplace, worker };
    return (
      this.register.known.exactly(name) ??
      this.noticed.exactly(name) ??
      this.#plainly(workplace, worker) ??
      this.register.namelessUnder(workplace.trim(), worker.trim()) ??
      this.register.namelessUnder(bare(workplace), bare(worker))
    );
  }

  #plainly(workplace: string, worker: string): string | undefined {
    return this.register.known.plainly(workplace, worker) ?? this.noticed.plainly(workplace, worker);
  }

  #nearly(workplaces: readonly string[], worker: string): ReadonlySet<string> {
    const near = new Set<string>();
    for (const workplace of workplaces) {
      for (const id of this.register.known.nearly(workplace, worker)) near.add(id);
      for (const id of this.noticed.nearly(workplace, worker)) near.add(id);
    }
    for (const id of this.register.namelessLike(workplaces, worker)) near.add(id);
    return near;
  }

  #unitOf(workplace: string): string | undefined {
    return this.register.known.unitOf(workplace) ?? this.noticed.unitOf(workplace);
  }

  #units(): ReadonlySet<string> {
    return new Set([...this.register.units().keys(), ...this.register.known.units(), ...this.noticed.units()]);
  }

  #spellingsOf(unitId: string): readonly string[] {
    return [...this.register.known.spellingsOf(unitId), ...this.noticed.spellingsOf(unitId)];
  }

  /** A unit of which no file said yet what it goes by. */
  #isUnclaimed(unitId: string): boolean {
    return this.register.units().get(unitId) === undefined && this.#spellingsOf(unitId).length === 0;
  }

  /**
   * Whether a unit may be the workplace: by what it goes by, by the pseudonym of that where it cannot be read, or by its
   * own id where no file said yet what it goes by.
   */
  #mayBe(unitId: string, plain: string, foldedSlug: string): boolean {
    const spellings = this.#spellingsOf(unitId);
    if (spellings.length > 0) return spellings.some((one) => folded(one) === folded(plain));
    const key = this.register.units().get(unitId);
    // Ids that differ in a letter outside a–z give the same unit id: it says which units are worth a closer look.
    if (folded(unitId) !== foldedSlug) return false;
    if (key === undefined) return true;
    if (spellingsAlike(plain).some((one) => workplaceKey(this.pseudonymise, one) === key)) return true;
    return !areAllSpelt(plain) && isPlain(plain);
  }
}
