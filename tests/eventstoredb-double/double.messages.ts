import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import code from '@eventstore/db-client/generated/code_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected, LoggedEvent, ProposedEvent } from './double.log.js';

/** Translation between the double's log and the generated messages. */

type ReadResp = InstanceType<typeof streams.ReadResp>;
type BatchAppendReq = InstanceType<typeof streams.BatchAppendReq>;
type BatchAppendResp = InstanceType<typeof streams.BatchAppendResp>;
type BatchMessage = InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;
type SingleMessage = InstanceType<typeof streams.AppendReq.ProposedMessage>;
type StreamIdentifier = InstanceType<typeof shared.StreamIdentifier>;

export function streamNameOf(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

export function identifierOf(streamId: string): StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(streamId, 'utf8').toString('base64'));
  return identifier;
}

export function proposedFrom(message: BatchMessage | SingleMessage): ProposedEvent {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    customMetadata: message.getCustomMetadata_asU8(),
  };
}

/** Revisions travel unsigned: what is too large to be one is how a negative one arrives. */
export function expectedFrom(options: InstanceType<typeof streams.BatchAppendReq.Options>): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  return BigInt(options.getStreamPosition());
}

export function eventMessage(event: LoggedEvent): ReadResp {
  const record = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(event.id);
  record.setId(id);
  record.setStreamIdentifier(identifierOf(event.streamId));
  record.setStreamRevision(event.revision.toString());
  record.setCommitPosition(event.commit.toString());
  record.setPreparePosition(event.prepare.toString());
  record.getMetadataMap().set('type', event.type);
  record.getMetadataMap().set('content-type', event.contentType);
  record.getMetadataMap().set('created', event.createdTicks.toString());
  record.setData(event.data);
  record.setCustomMetadata(event.customMetadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(record);
  read.setCommitPosition(event.commit.toString());
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
}

export function notFoundMessage(streamId: string): ReadResp {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(streamId));
  const response = new streams.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
}

export function confirmationMessage(subscriptionId: string): ReadResp {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(subscriptionId);
  const response = new streams.ReadResp();
  response.setConfirmation(confirmation);
  return response;
}

export function checkpointMessage(position: bigint): ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(position.toString());
  checkpoint.setPreparePosition(position.toString());
  const response = new streams.ReadResp();
  response.setCheckpoint(checkpoint);
  return response;
}

export function caughtUpMessage(): ReadResp {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
}

export function batchSuccess(request: BatchAppendReq, last: LoggedEvent, withPosition: boolean): BatchAppendResp {
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(last.revision.toString());
  if (withPosition) {
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(last.commit.toString());
    position.setPreparePosition(last.prepare.toString());
    success.setPosition(position);
  } else {
    success.setNoPosition(new empty.Empty());
  }
  const response = answerTo(request);
  response.setSuccess(success);
  return response;
}

export function batchWrongVersion(
  request: BatchAppendReq,
  expected: Expected,
  current: bigint | undefined,
): BatchAppendResp {
  const details = new shared.WrongExpectedVersion();
  if (current === undefined) details.setCurrentNoStream(new empty.Empty());
  else details.setCurrentStreamRevision(current.toString());
  if (typeof expected === 'bigint') details.setExpectedStreamPosition(expected.toString());
  else details.setExpectedNoStream(new empty.Empty());
  const { ALREADY_EXISTS } = code.Code;
  return batchError(
    request,
    ALREADY_EXISTS,
    'WrongExpectedVersion',
    'event_store.client.WrongExpectedVersion',
    details,
  );
}

export function batchTooLarge(request: BatchAppendReq, limitBytes: number): BatchAppendResp {
  const details = new shared.MaximumAppendSizeExceeded();
  details.setMaxappendsize(limitBytes);
  const name = 'MaximumAppendSizeExceeded';
  return batchError(request, code.Code.INVALID_ARGUMENT, name, `event_store.client.${name}`, details);
}

/** The server gave up waiting for its cluster to commit. */
export function batchTimedOut(request: BatchAppendReq): BatchAppendResp {
  const details = new shared.Timeout();
  return batchError(request, code.Code.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', details);
}

/** A server that is starting, or that knows of no leader, answers in words alone. */
export function batchNotHandled(request: BatchAppendReq, words: string): BatchAppendResp {
  return batchError(request, code.Code.OK, words, 'google.protobuf.Empty', new empty.Empty());
}

function batchError(
  request: BatchAppendReq,
  errorCode: Parameters<InstanceType<typeof status.Status>['setCode']>[0],
  message: string,
  typeName: string,
  details: { serializeBinary(): Uint8Array },
): BatchAppendResp {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), typeName);
  const error = new status.Status();
  error.setCode(errorCode);
  error.setMessage(message);
  error.setDetails(packed);
  const response = answerTo(request);
  response.setError(error);
  return response;
}

function answerTo(request: BatchAppendReq): BatchAppendResp {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  response.setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
  return response;
}
