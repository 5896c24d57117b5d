import type { OrganisationEvent } from '@praxis/domain';
import type { RecordedEvent } from '@praxis/event-sourcing';

export interface KnownUnit {
  readonly name: string;
  readonly parentId: string | null;
  readonly closed: boolean;
}

export interface KnownListing {
  readonly on: string;
  readonly people: number;
  /** Names the file. */
  readonly source: string;
}

export interface UnitsPicture {
  readonly registered: boolean;
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** By unit: what files listed of it, in the order in which that was recorded. */
  readonly listings: ReadonlyMap<string, readonly KnownListing[]>;
}

export function pictureOfUnits(history: readonly RecordedEvent<OrganisationEvent>[]): UnitsPicture {
  const units = new Map<string, KnownUnit>();
  const listings = new Map<string, KnownListing[]>();
  const change = (unitId: string, changes: Partial<KnownUnit>) => {
    const unit = units.get(unitId);
    if (unit) units.set(unitId, { ...unit, ...changes });
  };
  for (const { event, metadata } of history) {
    switch (event.type) {
      case 'UnitOpened':
        units.set(event.data.unitId, { name: event.data.name, parentId: event.data.parentId, closed: false });
        break;
      case 'UnitMoved':
        change(event.data.unitId, { parentId: event.data.parentId });
        break;
      case 'UnitRenamed':
        change(event.data.unitId, { name: event.data.name });
        break;
      case 'UnitClosed':
        change(event.data.unitId, { closed: true });
        break;
      case 'StaffListed': {
        const { unitId, people } = event.data;
        const known = listings.get(unitId) ?? [];
        known.push({ on: event.effectiveAt, people, source: metadata.source });
        listings.set(unitId, known);
        break;
      }
      default:
        break; // policies, and the registration itself
    }
  }
  return { registered: history.length > 0, units, listings };
}

/** Whether a unit is the service, or lies within it. */
export function isWithin(picture: UnitsPicture, unitId: string, serviceId: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = unitId; at !== null && !seen.has(at); at = picture.units.get(at)?.parentId ?? null) {
    if (at === serviceId) return true;
    seen.add(at);
  }
  return false;
}
