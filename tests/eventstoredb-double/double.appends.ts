import { status as grpcStatus, type handleBidiStreamingCall, type ServerDuplexStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { strikes } from './double.faults.js';
import type { ProposedEvent } from './double.log.js';
import type { DoubleState } from './double.state.js';
import {
  batchNotHandled,
  batchSuccess,
  batchTimedOut,
  batchTooLarge,
  batchWrongVersion,
  expectedFrom,
  proposedFrom,
  streamNameOf,
} from './double.messages.js';

type Request = InstanceType<typeof streams.BatchAppendReq>;
type Response = InstanceType<typeof streams.BatchAppendResp>;
type Call = ServerDuplexStream<Request, Response>;

/** The stream on which a client sends all its appends, and gets the answers in any order. */
export function batchAppendHandler(state: DoubleState): handleBidiStreamingCall<Request, Response> {
  return (call) => {
    const leave = state.enter('appends', call);
    /** Appends that come in several messages, by correlation id. */
    const begun = new Map<string, Request>();
    call.on('cancelled', leave);
    call.on('error', leave);
    if (state.faults.deafAppends) return;
    call.on('data', (part: Request) => {
      const id = part.getCorrelationId()?.getString() ?? '';
      const request = begun.get(id) ?? part;
      if (request !== part) for (const event of part.getProposedMessagesList()) request.addProposedMessages(event);
      if (!part.getIsFinal()) {
        begun.set(id, request);
        return;
      }
      begun.delete(id);
      state.calls.appends += 1;
      answer(state, call, request);
    });
    call.on('end', () => {
      leave();
      call.end();
    });
  };
}

function answer(state: DoubleState, call: Call, request: Request): void {
  const { faults } = state;
  if (strikes(faults, 'swallowAppends')) return;
  if (strikes(faults, 'breakBeforeAppends')) return breakOff(call);
  // A node that does not lead passes appends on.
  if (state.leader === undefined || strikes(faults, 'notReadyAppends')) {
    return say(state, call, batchNotHandled(request, 'Server Is Not Ready'));
  }
  if (strikes(faults, 'timeOutAppends')) return say(state, call, batchTimedOut(request));
  const events = request.getProposedMessagesList().map(proposedFrom);
  if (sizeOf(events) > faults.maxAppendBytes) return say(state, call, batchTooLarge(request, faults.maxAppendBytes));
  write(state, call, request, events);
}

function write(state: DoubleState, call: Call, request: Request, events: readonly ProposedEvent[]): void {
  const { faults, log } = state;
  const options = request.getOptions();
  if (options === undefined) return refuse(call, 'an append without options');
  const expected = expectedFrom(options);
  // What a client sends for a negative revision: the real server tears the shared stream down as well.
  if (typeof expected === 'bigint' && expected >= 2n ** 63n) return refuse(call, `${expected} is no stream revision`);
  const streamId = streamNameOf(options.getStreamIdentifier());
  const outcome = log.append(streamId, expected, events, faults.sharedPositions);
  if (strikes(faults, 'muteAppends')) return;
  if (strikes(faults, 'breakAfterAppends')) return breakOff(call);
  const response =
    outcome.kind === 'wrong-version'
      ? batchWrongVersion(request, expected, outcome.current)
      : // Repetitions are confirmed without a position, which older servers do.
        batchSuccess(request, outcome.last, !(faults.withoutPositions || outcome.repeated));
  say(state, call, response);
}

function say({ faults }: DoubleState, call: Call, response: Response): void {
  const delay = faults.delayAnswersMs + faults.latencyMs;
  if (delay > 0) setTimeout(() => call.write(response), delay);
  else call.write(response);
}

/** As servers from 24.2 count. Those before leave out everything but the data, so that they take a little more. */
function sizeOf(events: readonly ProposedEvent[]): number {
  return events.reduce(
    (sum, { data, customMetadata, type }) => sum + data.length + customMetadata.length + 2 * type.length,
    0,
  );
}

function breakOff(call: Call): void {
  call.emit('error', { code: grpcStatus.UNAVAILABLE, details: 'the double dropped the stream' });
}

function refuse(call: Call, details: string): void {
  call.emit('error', { code: grpcStatus.INVALID_ARGUMENT, details });
}
