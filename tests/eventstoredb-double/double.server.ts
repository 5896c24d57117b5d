import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials, status as grpcStatus, type handleUnaryCall } from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { batchAppendHandler } from './double.appends.js';
import { strikes } from './double.faults.js';
import type { ProposedEvent } from './double.log.js';
import { readHandler } from './double.reads.js';
import { DoubleState } from './double.state.js';

type Nothing = InstanceType<typeof shared.Empty>;
type SupportedMethods = InstanceType<typeof features.SupportedMethods>;
type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>;

/** A server on 127.0.0.1 that speaks EventStoreDB's own protocol as far as our adapter needs it, and misbehaves on demand. */
export interface EventStoreDbDouble extends Pick<DoubleState, 'faults' | 'calls' | 'log'> {
  readonly port: number;
  /** For a client that goes straight to the node. */
  readonly connectionString: string;
  /** For a client that asks for the members of the cluster first. */
  readonly clusterConnectionString: string;
  openCalls(kind: 'appends' | 'subscriptions'): number;
  drop(kind: 'appends' | 'subscriptions'): void;
  /** Breaks all connections and refuses new ones. The log stays. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
  /** Writes an event as another program, or the server itself, would. */
  writeForeign(streamId: string, type: string, event?: Partial<ProposedEvent>): void;
}

export async function startEventStoreDbDouble(): Promise<EventStoreDbDouble> {
  const state = new DoubleState();
  let server = makeServer(state, () => port);
  let port = 0;
  port = await listen(server, 0);
  const double: EventStoreDbDouble = {
    faults: state.faults,
    calls: state.calls,
    log: state.log,
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    clusterConnectionString: `esdb+discover://127.0.0.1:${port}?tls=false&maxDiscoverAttempts=2&discoveryInterval=20&gossipTimeout=1`,
    openCalls: (kind) => state.openCalls(kind),
    drop: (kind) => state.drop(kind),
    stop: async () => server.forceShutdown(),
    start: async () => {
      server = makeServer(state, () => port);
      await listen(server, port);
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

function makeServer(state: DoubleState, port: () => number): Server {
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  server.addService(featuresService.ServerFeaturesService, { getSupportedMethods: featuresHandler(state) });
  server.addService(gossipService.GossipService, { read: gossipHandler(state, port) });
  const { read, batchAppend } = streamsService.StreamsService;
  server.addService({ read, batchAppend }, { read: readHandler(state), batchAppend: batchAppendHandler(state) });
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
    methods.setEventStoreServerVersion('24.10.0');
    for (const name of ['read', 'append', 'batchappend']) {
      const method = new features.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      methods.addMethods(method);
    }
    answer(null, methods);
  };
}

function gossipHandler(state: DoubleState, port: () => number): handleUnaryCall<Nothing, ClusterInfo> {
  return (_call, answer) => {
    state.calls.gossip += 1;
    if (strikes(state.faults, 'failGossip')) {
      answer({ code: grpcStatus.UNAVAILABLE, details: 'the double is not ready' });
      return;
    }
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port());
    const member = new gossip.MemberInfo();
    const id = new shared.UUID();
    id.setString(randomUUID());
    member.setInstanceId(id);
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    const info = new gossip.ClusterInfo();
    info.addMembers(member);
    answer(null, info);
  };
}
