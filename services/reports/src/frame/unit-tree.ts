import type { UnitRow } from '@praxis/metrics';

/** The organisation tree of one report, by id. */
export class UnitTree {
  readonly #children = new Map<string, string[]>();
  readonly #rows: ReadonlyMap<string, UnitRow>;

  constructor(rows: readonly UnitRow[]) {
    this.#rows = new Map(rows.map((row) => [row.unit_id, row]));
    for (const row of rows) {
      const siblings = this.#children.get(row.parent_id) ?? [];
      siblings.push(row.unit_id);
      this.#children.set(row.parent_id, siblings);
    }
  }

  has(unit: string): boolean {
    return this.#rows.has(unit);
  }

  row(unit: string): UnitRow | undefined {
    return this.#rows.get(unit);
  }

  /** Ids directly below; `''` for those directly under the organisation. */
  childrenOf(unit: string): readonly string[] {
    return this.#children.get(unit) ?? [];
  }

  /** The unit and everything below it; everything for `''`. */
  within(unit: string): string[] {
    const found = unit === '' ? [] : [unit];
    for (const child of this.childrenOf(unit)) found.push(...this.within(child));
    return found;
  }

  /** Each unit below the chosen one, mapped to the child under which a breakdown shows it. */
  grouped(unit: string): Map<string, string> {
    const groups = new Map<string, string>(unit === '' ? [] : [[unit, unit]]);
    for (const child of this.childrenOf(unit)) for (const member of this.within(child)) groups.set(member, child);
    return groups;
  }

  get ids(): readonly string[] {
    return [...this.#rows.keys()];
  }
}
