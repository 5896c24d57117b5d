import type { UnitRow } from '@praxis/metrics';

/**
 * The organisation tree of one report, by id. Every unit is in it once, whatever the rows say: one whose parent is not
 * among them stands directly under the organisation, and so does the first by id of those that stand above one another.
 */
export class UnitTree {
  readonly #children = new Map<string, string[]>();
  readonly #parents: ReadonlyMap<string, string>;
  readonly #rows: ReadonlyMap<string, UnitRow>;

  constructor(rows: readonly UnitRow[]) {
    this.#rows = new Map(rows.map((row) => [row.unit_id, row]));
    this.#parents = withoutCycles(rows);
    for (const [unit, parent] of this.#parents) {
      const siblings = this.#children.get(parent) ?? [];
      siblings.push(unit);
      this.#children.set(parent, siblings);
    }
  }

  has(unit: string): boolean {
    return this.#rows.has(unit);
  }

  row(unit: string): UnitRow | undefined {
    return this.#rows.get(unit);
  }

  /** `''` for one directly under the organisation, or that is not known. */
  parentOf(unit: string): string {
    return this.#parents.get(unit) ?? '';
  }

  /** Ids directly below; `''` for those directly under the organisation. */
  childrenOf(unit: string): readonly string[] {
    return this.#children.get(unit) ?? [];
  }

  /** The unit and everything below it, each above what is below it; everything for `''`. */
  within(unit: string): string[] {
    const found: string[] = [];
    for (const pending = [unit]; pending.length > 0;) {
      const next = pending.pop()!;
      if (next !== '') found.push(next);
      pending.push(...this.childrenOf(next).toReversed());
    }
    return found;
  }

  /** Each unit below the chosen one, mapped to the child under which a breakdown shows it. */
  grouped(unit: string): Map<string, string> {
    const groups = new Map<string, string>(unit === '' ? [] : [[unit, unit]]);
    for (const child of this.childrenOf(unit)) for (const member of this.within(child)) groups.set(member, child);
    return groups;
  }
}

/** The parent of each unit; `''` for none. */
function withoutCycles(rows: readonly UnitRow[]): ReadonlyMap<string, string> {
  const parents = new Map(rows.map(({ unit_id: id, parent_id: parent }) => [id, parent]));
  for (const [unit, parent] of parents) if (!parents.has(parent)) parents.set(unit, '');
  const leadsUp = new Set(['']);
  for (const start of [...parents.keys()].sort()) {
    const way = new Set<string>();
    let at = start;
    for (; !leadsUp.has(at) && !way.has(at); at = parents.get(at)!) way.add(at);
    if (way.has(at)) {
      const cycle = [...way].slice([...way].indexOf(at));
      parents.set(cycle.sort()[0]!, '');
    }
    for (const unit of way) leadsUp.add(unit);
  }
  return parents;
}
