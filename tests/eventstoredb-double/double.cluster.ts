import { Metadata, status as grpcStatus, type ServerErrorResponse } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { randomUUID } from 'node:crypto';
import type { DoubleState } from './double.state.js';

type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>;
type Refusal = Omit<ServerErrorResponse, 'name' | 'message'>;

/** What a node says instead of answering a call, in the server's words; undefined when it answers. */
export function refusalOf(state: DoubleState, node: number, metadata: Metadata): Refusal | undefined {
  if (state.leader === undefined) return { code: grpcStatus.UNAVAILABLE, details: 'Server Is Not Ready' };
  if (node === state.leader || metadata.get('requires-leader')[0] !== 'true') return undefined;
  const about = new Metadata();
  about.set('exception', 'not-leader');
  about.set('leader-endpoint-host', '127.0.0.1');
  about.set('leader-endpoint-port', String(state.ports[state.leader]));
  return { code: grpcStatus.NOT_FOUND, details: 'Leader info available', metadata: about };
}

/** The cluster's nodes and what they are. While they elect a leader, none of them is anything that a client goes to. */
export function membersOf(state: DoubleState): ClusterInfo {
  const { FOLLOWER, LEADER, UNKNOWN } = gossip.MemberInfo.VNodeState;
  const info = new gossip.ClusterInfo();
  state.ports.forEach((port, node) => {
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port);
    const id = new shared.UUID();
    id.setString(randomUUID());
    const member = new gossip.MemberInfo();
    member.setInstanceId(id);
    member.setState(state.leader === undefined ? UNKNOWN : node === state.leader ? LEADER : FOLLOWER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    info.addMembers(member);
  });
  return info;
}
