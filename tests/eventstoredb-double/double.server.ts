import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Server, ServerCredentials, status as grpcStatus, type handleUnaryCall } from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { batchAppendHandler } from './double.appends.js';
import { membersOf } from './double.cluster.js';
import { strikes } from './double.faults.js';
import type { ProposedEvent } from './double.log.js';
import { readHandler } from './double.reads.js';
import { DoubleState } from './double.state.js';

type Nothing = InstanceType<typeof shared.Empty>;
type SupportedMethods = InstanceType<typeof features.SupportedMethods>;
type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>;

/** The server's own bound on one message: a log record of 16 MiB, less what surrounds it. */
const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024 - 256;

/** A server on 127.0.0.1 that speaks EventStoreDB's own protocol as far as our adapter needs it, and misbehaves on demand. */
export interface EventStoreDbDouble extends Pick<DoubleState, 'faults' | 'calls' | 'log'> {
  readonly port: number;
  /** For a client that goes straight to the node. */
  readonly connectionString: string;
  /** For a client that asks for the members of the cluster first. */
  readonly clusterConnectionString: string;
  openCalls(kind: 'appends' | 'subscriptions'): number;
  drop(kind: 'appends' | 'subscriptions'): void;
  /** Ends all subscriptions as if none of them kept up. */
  dropAllAsTooSlow(): void;
  /** Breaks all connections and refuses new ones. The log stays. */
  stop(): Promise<void>;
  /** Listens again, on the same ports. */
  start(): Promise<void>;
  /**
   * The leader gives way to the next node. Connections stay; meanwhile no node answers.
   *
   * @param electionMs how long it takes
   */
  changeLeader(electionMs: number): Promise<void>;
  /** Writes an event as another program, or the server itself, would. */
  writeForeign(streamId: string, type: string, event?: Partial<ProposedEvent>): void;
}

export interface DoubleOptions {
  /** How many nodes the cluster has; one unless told. */
  readonly nodes?: number;
  /** The largest message that the server receives at all. */
  readonly largestMessageBytes?: number;
}

export async function startEventStoreDbDouble(options: DoubleOptions = {}): Promise<EventStoreDbDouble> {
  const { nodes = 1, largestMessageBytes = LARGEST_MESSAGE_BYTES } = options;
  const state = new DoubleState();
  let servers: readonly Server[] = [];
  const start = async (): Promise<void> => {
    servers = Array.from({ length: nodes }, (_, node) => makeServer(state, node, largestMessageBytes));
    for (const [node, server] of servers.entries()) state.ports[node] = await listen(server, state.ports[node] ?? 0);
  };
  await start();
  const port = state.ports[0]!;
  const hosts = state.ports.map((each) => `127.0.0.1:${each}`);
  const [scheme, seeds] = nodes === 1 ? ['esdb+discover', hosts[0]] : ['esdb', hosts.join()];
  const double: EventStoreDbDouble = {
    faults: state.faults,
    calls: state.calls,
    log: state.log,
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    clusterConnectionString: `${scheme}://${seeds}?tls=false&maxDiscoverAttempts=2&discoveryInterval=20&gossipTimeout=1`,
    openCalls: (kind) => state.openCalls(kind),
    drop: (kind) => state.drop(kind),
    dropAllAsTooSlow: () => state.dropAllAsTooSlow(),
    stop: async () => {
      for (const server of servers) server.forceShutdown();
    },
    start,
    changeLeader: async (electionMs) => {
      const next = ((state.leader ?? 0) + 1) % nodes;
      state.leader = undefined;
      await pause(electionMs);
      state.leader = next;
    },
    writeForeign: (streamId, type, event = {}) => {
      const content = { contentType: 'application/json', data: Buffer.from('{}'), customMetadata: Buffer.from('') };
      state.log.append(streamId, 'any', [{ id: randomUUID(), type, ...content, ...event }]);
    },
  };
  // A new server has these before anybody writes to it.
  for (const type of ['$metadata', '$UserCreated', '$User']) double.writeForeign('$user-admin', type);
  return double;
}

function makeServer(state: DoubleState, node: number, largestMessageBytes: number): Server {
  const server = new Server({ 'grpc.max_receive_message_length': largestMessageBytes });
  server.addService(featuresService.ServerFeaturesService, { getSupportedMethods: featuresHandler(state) });
  server.addService(gossipService.GossipService, { read: gossipHandler(state) });
  const { read, batchAppend } = streamsService.StreamsService;
  const handlers = { read: readHandler(state, node), batchAppend: batchAppendHandler(state) };
  server.addService({ read, batchAppend }, handlers);
  return server;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}

function featuresHandler(state: DoubleState): handleUnaryCall<Nothing, SupportedMethods> {
  return (_call, answer) => {
    state.calls.probes += 1;
    if (strikes(state.faults, 'swallowProbes')) return;
    const methods = new features.SupportedMethods();
    methods.setEventStoreServerVersion('23.10.0');
    for (const name of ['read', 'append', 'batchappend']) {
      const method = new features.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      methods.addMethods(method);
    }
    answer(null, methods);
  };
}

function gossipHandler(state: DoubleState): handleUnaryCall<Nothing, ClusterInfo> {
  return (_call, answer) => {
    state.calls.gossip += 1;
    if (strikes(state.faults, 'failGossip')) {
      answer({ code: grpcStatus.UNAVAILABLE, details: 'the double is not ready' });
      return;
    }
    answer(null, membersOf(state));
  };
}
