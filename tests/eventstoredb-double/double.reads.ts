import { randomUUID } from 'node:crypto';
import { status as grpcStatus, type handleServerStreamingCall, type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { setTimeout as pause } from 'node:timers/promises';
import { refusalOf } from './double.cluster.js';
import { strikes } from './double.faults.js';
import type { LoggedEvent } from './double.log.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  notFoundMessage,
  streamNameOf,
} from './double.messages.js';
import type { DoubleState } from './double.state.js';

type Request = InstanceType<typeof streams.ReadReq>;
type Response = InstanceType<typeof streams.ReadResp>;
type Options = InstanceType<typeof streams.ReadReq.Options>;
type Call = ServerWritableStream<Request, Response>;

/** Reads and catch-up subscriptions are one method in the protocol. */
export function readHandler(state: DoubleState, node: number): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const options = call.request.getOptions();
    if (options === undefined) return;
    const refusal = refusalOf(state, node, call.metadata);
    if (refusal !== undefined) return void call.emit('error', refusal);
    if (options.hasSubscription()) return subscribe(state, call, options);
    state.calls.reads += 1;
    if (strikes(state.faults, 'swallowReads')) return;
    read(state, node, call, options).catch((error: unknown) => call.destroy(error as Error));
  };
}

async function read(state: DoubleState, node: number, call: Call, options: Options): Promise<void> {
  if (state.faults.latencyMs > 0) await pause(state.faults.latencyMs);
  const name = streamNameOf(options.getStream()?.getStreamIdentifier());
  const stream = options.hasStream() ? state.log.stream(name) : state.log.all;
  if (stream === undefined) {
    call.write(notFoundMessage(name));
    call.end();
    return;
  }
  const filter = filterOf(options);
  const known = node === state.leader ? stream : stream.slice(0, stream.length - state.faults.followersBehind);
  const wanted = options.hasStream() ? fromRevision(known, options) : fromPosition(known, options);
  let sent = 0;
  for (const event of wanted) {
    if (BigInt(sent) >= BigInt(options.getCount()) || call.cancelled) break;
    if (!filter(event) || event.revision < (state.faults.expired.get(event.streamId) ?? 0n)) continue;
    if (sent === state.faults.breakReadsAfter) {
      call.emit('error', { code: grpcStatus.UNAVAILABLE, details: 'the double dropped the read' });
      return;
    }
    sent += 1;
    state.calls.eventsRead += 1;
    await write(call, eventMessage(event));
  }
  call.end();
}

function* fromRevision(stream: readonly LoggedEvent[], options: Options): Generator<LoggedEvent> {
  const place = options.getStream()!;
  if (isForwards(options)) {
    yield* stream.slice(place.hasRevision() ? Number(place.getRevision()) : place.hasEnd() ? stream.length : 0);
    return;
  }
  const last = place.hasRevision() ? Number(place.getRevision()) : place.hasEnd() ? stream.length - 1 : 0;
  for (let index = Math.min(last, stream.length - 1); index >= 0; index -= 1) yield stream[index]!;
}

/** Forwards a read includes the event at its position, backwards it does not; a subscription never does. */
function* fromPosition(log: readonly LoggedEvent[], options: Options): Generator<LoggedEvent> {
  const place = options.getAll()!;
  const position = place.hasPosition() ? BigInt(place.getPosition()!.getCommitPosition()) : undefined;
  if (isForwards(options)) {
    if (place.hasEnd()) return;
    for (let index = indexAt(log, position ?? 0n); index < log.length; index += 1) yield log[index]!;
    return;
  }
  if (place.hasStart()) return;
  const before = position === undefined ? log.length : indexAt(log, position);
  for (let index = before - 1; index >= 0; index -= 1) yield log[index]!;
}

function subscribe(state: DoubleState, call: Call, options: Options): void {
  state.calls.subscriptions += 1;
  const { log, faults } = state;
  const filter = filterOf(options);
  const place = options.getAll();
  let next = place?.hasEnd() ? log.all.length : 0;
  if (place?.hasPosition()) next = indexAt(log.all, BigInt(place.getPosition()!.getCommitPosition()) + 1n);
  let pushing = false;
  let live = false;
  let over = false;
  const push = async (): Promise<void> => {
    if (pushing || over || faults.silentSubscriptions) return;
    pushing = true;
    for (; next < log.all.length && !over; next += 1) {
      if (live && faults.slowSubscriberMs > 0) await pause(faults.slowSubscriberMs);
      const event = log.all[next]!;
      if (filter(event)) await write(call, eventMessage(event));
      if (options.hasFilter()) call.write(checkpointMessage(event.commit + (faults.checkpointsAhead ? 10_000n : 0n)));
    }
    pushing = false;
    if (!live && !over) call.write(caughtUpMessage());
    live = true;
  };
  const stop = log.onAppended(() => {
    if (live && pushing && log.all.length - next > faults.liveEventsWaiting) state.dropAsTooSlow(call);
    else void push();
  });
  const leave = state.enter('subscriptions', call);
  const end = (): void => {
    over = true;
    stop();
    leave();
  };
  call.on('cancelled', end);
  call.on('error', end);
  call.write(confirmationMessage(randomUUID()));
  void push();
}

function isForwards(options: Options): boolean {
  return options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS;
}

/** Index of the first event at or after a position. */
function indexAt(log: readonly LoggedEvent[], position: bigint): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log[middle]!.commit < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function filterOf(options: Options): (event: LoggedEvent) => boolean {
  const given = options.getFilter();
  const expression = given?.getEventType() ?? given?.getStreamIdentifier();
  if (given === undefined || expression === undefined) return () => true;
  const textOf = (event: LoggedEvent): string => (given.hasEventType() ? event.type : event.streamId);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => textOf(event).startsWith(prefix));
  const regex = new RegExp(expression.getRegex());
  return (event) => regex.test(textOf(event));
}

const GOING_ON = ['drain', 'cancelled', 'close'] as const;

function write(call: Call, message: Response): Promise<void> | undefined {
  if (call.write(message)) return undefined;
  return new Promise((resolve) => {
    const goOn = (): void => {
      for (const event of GOING_ON) call.off(event, goOn);
      resolve();
    };
    for (const event of GOING_ON) call.once(event, goOn);
  });
}
