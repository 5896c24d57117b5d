import { organisation as organisationAggregate } from '@praxis/domain';
import type { Identities } from '../identity/identities.js';
import type { FileProblem } from '../reading/file-problem.js';
import type { AboutFile, Bringing } from '../taking/file-plan.js';
import { isWithin, type KnownListing, type UnitsPicture } from '../workforce/units.picture.js';
import type { UploadContext } from './upload.context.js';
import { commandsOf } from './upload.commands.js';

/** A file that lists so much less than the last one is more often cut short than right. */
const A_FIFTH = 5;

/** Workplaces that a refusal names. */
const PLACES_TOLD = 5;

interface Listing {
  readonly unitId: string;
  /** Everybody in the file, also who leaves by it. */
  readonly listed: number;
  readonly staying: number;
  /** How many stayed by the last file; where none is remembered, how many are in post. */
  readonly before: number;
  /** What is remembered of the last file. */
  readonly last: KnownListing | undefined;
}

/** What the staff files of an upload list, compared with the last ones of the same workplaces. */
export class StaffListings {
  #listings: Promise<readonly Listing[]> | undefined;

  constructor(
    private readonly context: UploadContext,
    private readonly identities: Identities,
  ) {}

  /** Why the upload may be cut short. Rows that cannot be read may be about anybody: they count as people. */
  async doubt(): Promise<FileProblem | undefined> {
    if (this.context.acceptFewerPeople) return undefined;
    const all = await this.#all();
    const { listed, before } = sumOf(all);
    const people = listed + this.context.staff.lostRows;
    if (!isFifthFewer(people, before)) return undefined;
    const fewer = all.filter((listing) => listing.listed < listing.before);
    const places = fewer.map((of) => `${of.unitId} ${of.listed} instead of ${of.before}`);
    const others = places.length > PLACES_TOLD ? `, and ${places.length - PLACES_TOLD} more` : '';
    return {
      code: 'FEWER_PEOPLE',
      field: 'file',
      message:
        `The staff of this upload are ${people}, and of the last one were ${before}: a fifth fewer, or still less ` +
        `(${places.slice(0, PLACES_TOLD).join(', ')}${others}). Nothing of the file was taken.`,
      remedy:
        'Check that it is complete. If it is, import it with --accept-fewer-people (over HTTP acceptFewerPeople=true).',
    };
  }

  /**
   * The numbers, for the next file. A file that brings nothing says nothing new, also where an earlier release took it
   * and remembered none; unless it lists others than the last one, or as one what several files listed: from then on a
   * workplace that is not in the file is missed. Where rows cannot be read, nobody knows the number.
   */
  async toBeRecorded(sha256: string, { bringsSomething, wasTakenBefore }: Bringing): Promise<AboutFile> {
    const { organisation, received, staff, acceptFewerPeople } = this.context;
    const all = await this.#all();
    const { listed, before } = sumOf(all);
    const isAccepted = acceptFewerPeople && isFifthFewer(listed + staff.lostRows, before);
    const isOther = ({ last, staying }: Listing) => last !== undefined && last.people !== staying;
    const isRegrouped = new Set(all.map(({ last }) => last && fileOf(last))).size > 1;
    const isNew = (listing: Listing) =>
      bringsSomething || (!wasTakenBefore && (isAccepted || isRegrouped || isOther(listing)));
    // A workplace that the file says nothing of may have a file of its own from now on.
    const listings = staff.lost ? [] : all.filter((listing) => listing.listed > 0 && isNew(listing));
    const differences = listings.map(({ unitId, staying: people }) => ({
      type: 'RecordStaffListing',
      data: { unitId, people, on: received },
    }));
    const id = organisation.id;
    const commands = commandsOf(differences, { sha256, row: undefined, streamId: id }, this.context);
    return { aggregate: organisationAggregate, id, commands };
  }

  #all(): Promise<readonly Listing[]> {
    this.#listings ??= this.#compared();
    return this.#listings;
  }

  async #compared(): Promise<readonly Listing[]> {
    const { workforce, organisation, received, staff } = this.context;
    const { now: units } = await workforce.units(organisation.id, received);
    const counts = new Map([...staff.counts(this.identities)].filter(([unitId]) => units.units.has(unitId)));
    const lasts = lastListings(units, received);
    // Reads the whole log: not at all where every last file is remembered, and once for all workplaces where one is not.
    const isAnyUnknown = [...counts.keys()].some((unitId) => !lasts.has(unitId)) || lasts.size === 0;
    const inPost = isAnyUnknown ? [...(await workforce.inPost(received)).values()] : [];
    const postsWithin = (unitId: string) =>
      inPost.filter(({ teamId }) => teamId !== undefined && isWithin(units, teamId, unitId)).length;
    if (counts.size === 0) return ofNobody(lasts, units, inPost.length);
    const listings = [...counts].map(([unitId, count]) => {
      const last = lasts.get(unitId);
      return { unitId, ...count, before: last?.people ?? postsWithin(unitId), last };
    });
    return [...listings, ...leftOut(listings, lasts, units)];
  }
}

/** By unit, the last listing up to a day. */
function lastListings({ listings }: UnitsPicture, received: string): ReadonlyMap<string, KnownListing> {
  const lasts = new Map<string, KnownListing>();
  for (const [unitId, all] of listings) {
    const past = all.filter(({ on }) => on <= received);
    const last = past.findLast(({ on }) => past.every((other) => other.on <= on));
    if (last) lasts.set(unitId, last);
  }
  return lasts;
}

/** Workplaces that the last files about those of this one listed too, and that this one says nothing of. */
function leftOut(
  listings: readonly Listing[],
  lasts: ReadonlyMap<string, KnownListing>,
  { units }: UnitsPicture,
): readonly Listing[] {
  const files = new Set(listings.flatMap(({ last }) => (last ? [fileOf(last)] : [])));
  const here = new Set(listings.map(({ unitId }) => unitId));
  return [...lasts].flatMap(([unitId, last]) => {
    const isLeftOut =
      last.people > 0 && !here.has(unitId) && files.has(fileOf(last)) && units.get(unitId)?.closed === false;
    return isLeftOut ? [{ unitId, listed: 0, staying: 0, before: last.people, last }] : [];
  });
}

/** What an upload that lists nobody at all says less than the last file; where none is remembered, than who is in post. */
function ofNobody(
  lasts: ReadonlyMap<string, KnownListing>,
  { units }: UnitsPicture,
  inPost: number,
): readonly Listing[] {
  const nobody = { listed: 0, staying: 0 };
  const newest = [...lasts.values()].reduce<KnownListing | undefined>(
    (last, one) => (last === undefined || one.on >= last.on ? one : last),
    undefined,
  );
  if (newest === undefined) return [{ unitId: 'everywhere', ...nobody, before: inPost, last: undefined }];
  return [...lasts].flatMap(([unitId, last]) =>
    fileOf(last) === fileOf(newest) && units.get(unitId)?.closed === false
      ? [{ unitId, ...nobody, before: last.people, last }]
      : [],
  );
}

function fileOf({ on, source }: KnownListing): string {
  return `${on} ${source}`;
}

function sumOf(listings: readonly Listing[]): { readonly listed: number; readonly before: number } {
  return listings.reduce((sum, { listed, before }) => ({ listed: sum.listed + listed, before: sum.before + before }), {
    listed: 0,
    before: 0,
  });
}

function isFifthFewer(people: number, before: number): boolean {
  return people < before && people * A_FIFTH <= before * (A_FIFTH - 1);
}
