import type { WorkerEvent } from '@praxis/domain';
import { ERASED, PersistentList, type Actor, type EventCodec, type RecordedEvent } from '@praxis/event-sourcing';

export type Contract = Extract<WorkerEvent, { type: 'WorkerJoined' }>['data'];
export type Qualification = Extract<WorkerEvent, { type: 'QualificationAwarded' }>['data'];

/** Personal details in the clear, as last recorded. */
export type WorkerDetails = Partial<
  Record<'name' | 'workReference' | 'dateOfBirth' | 'nationalInsuranceNumber' | 'postcode' | 'email', string>
>;

/** What a whole-state upload is compared with. */
export interface WorkerPicture {
  readonly status: 'unknown' | 'in-post' | 'left';
  /** The day of joining, or of the last return. */
  readonly startedOn: string | undefined;
  readonly leftOn: string | undefined;
  readonly contract: Contract | undefined;
  /** The unit of the present team; undefined when there is none. */
  readonly teamId: string | undefined;
  readonly details: WorkerDetails;
  /** Who gave each of the details. */
  readonly givenBy: Readonly<Partial<Record<keyof WorkerDetails, Actor>>>;
  readonly qualifications: PersistentList<Qualification>;
}

export const UNKNOWN_WORKER: WorkerPicture = {
  status: 'unknown',
  startedOn: undefined,
  leftOn: undefined,
  contract: undefined,
  teamId: undefined,
  details: {},
  givenBy: {},
  qualifications: PersistentList.of(),
};

type Recorded = RecordedEvent<WorkerEvent>;

/** @param codec opens what is personal; without it, details are left out */
export function pictureOfWorker(history: readonly Recorded[], codec?: EventCodec): WorkerPicture {
  return history.reduce((picture, recorded) => evolve(picture, recorded, codec), UNKNOWN_WORKER);
}

function evolve(picture: WorkerPicture, recorded: Recorded, codec: EventCodec | undefined): WorkerPicture {
  const { event } = recorded;
  switch (event.type) {
    case 'WorkerJoined':
    case 'WorkerReturned':
      return {
        ...picture,
        status: 'in-post',
        startedOn: event.effectiveAt,
        leftOn: undefined,
        contract: event.data,
        teamId: undefined,
      };
    case 'WorkerContractChanged':
      return { ...picture, contract: event.data };
    case 'WorkerAssignedToTeam':
      return { ...picture, teamId: event.data.unitId };
    case 'WorkerDetailsRecorded':
      return codec ? withDetails(picture, revealed(codec, recorded), recorded.metadata.actor) : picture;
    case 'QualificationAwarded':
      return { ...picture, qualifications: picture.qualifications.with(event.data) };
    case 'WorkerLeft':
      return { ...picture, status: 'left', leftOn: event.effectiveAt };
    case 'WorkerLeavingVoided':
      return { ...picture, status: 'in-post', leftOn: undefined };
    case 'WorkerErased':
      return { ...picture, details: {}, givenBy: {} };
    default:
      return picture; // nothing that an upload speaks of
  }
}

function withDetails(picture: WorkerPicture, given: WorkerDetails, by: Actor): WorkerPicture {
  const givenBy = Object.fromEntries(Object.keys(given).map((field) => [field, by]));
  return {
    ...picture,
    details: { ...picture.details, ...given },
    givenBy: { ...picture.givenBy, ...givenBy },
  };
}

function revealed(codec: EventCodec, recorded: Recorded): WorkerDetails {
  const entries = Object.entries(codec.reveal(recorded)).filter(([, value]) => value !== ERASED);
  return Object.fromEntries(entries) as WorkerDetails;
}

/** The contract a worker had when they left, for their coming back on a day; undefined when nothing is known of them. */
export type ContractsAtLeaving = (returnedOn: string) => Contract | undefined;

/**
 * The contracts are read from what stands in the log before each leaving, so that the answer stays the same whatever is
 * recorded after the return.
 */
export function contractsAtLeaving(history: readonly Recorded[]): ContractsAtLeaving {
  const leavings: { readonly leftOn: string; readonly contract: Contract | undefined }[] = [];
  let picture = UNKNOWN_WORKER;
  for (const recorded of history) {
    const { event } = recorded;
    if (event.type === 'WorkerLeft') leavings.push({ leftOn: event.effectiveAt, contract: picture.contract });
    picture = evolve(picture, recorded, undefined);
  }
  return (returnedOn) => {
    const leaving = leavings.findLast(({ leftOn }) => leftOn < returnedOn);
    return leaving ? leaving.contract : picture.contract;
  };
}
