import type { LearningLogEvent } from '@praxis/domain';
import { ERASED, type Actor, type EventCodec, type RecordedEvent } from '@praxis/event-sourcing';

/** What a certificate says, personal texts in the clear. */
export type Certificate = Extract<LearningLogEvent, { type: 'CertificateRecorded' }>['data'];

export interface KnownCertificate {
  readonly certificate: Certificate;
  /** Who gave what it says. */
  readonly by: Actor;
  readonly voided: 'recorded-in-error' | 'duplicate' | 'removed-at-source' | undefined;
}

type Recorded = RecordedEvent<LearningLogEvent>;

/** By entry id, in the order in which they were first recorded. */
export function picturesOfCertificates(
  history: readonly Recorded[],
  codec: EventCodec,
): ReadonlyMap<string, KnownCertificate> {
  const known = new Map<string, KnownCertificate>();
  for (const recorded of history) {
    const { event } = recorded;
    switch (event.type) {
      case 'CertificateRecorded':
      case 'CertificateCorrected':
        known.set(event.data.entryId, {
          certificate: revealed(codec, recorded),
          by: recorded.metadata.actor,
          voided: undefined,
        });
        break;
      case 'LearningVoided': {
        const earlier = known.get(event.data.entryId);
        if (earlier) known.set(event.data.entryId, { ...earlier, voided: event.data.reason });
        break;
      }
      default:
        break; // learning, which an upload does not speak of
    }
  }
  return known;
}

function revealed(codec: EventCodec, recorded: Recorded): Certificate {
  const entries = Object.entries(codec.reveal(recorded)).filter(([, value]) => value !== ERASED);
  return Object.fromEntries(entries) as unknown as Certificate;
}
