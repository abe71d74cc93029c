import type { ReplicaGroup } from '../protocol/replica-group';
import type { SessionOptions } from './session-config';

/** The job's name, as all processes of a group have it. */
const JOB = 'worker';

/** TensorFlow's name of the device of a process. */
export function deviceOfReplica({ rank }: ReplicaGroup): string {
  return `${taskOf(rank)}/device:CPU:0`;
}

/**
 * Options of a session that reaches the other processes of a group in collective operations, and places what it computes on this one.
 *
 * - `ServerDef`: `cluster = 1` (`ClusterDef`: `job = 1`; `JobDef`: `name = 1`, `map<int32, string> tasks = 2`), `job_name = 2`, `task_index = 3`,
 *   `default_session_config = 4`, in which collective operations look for their leader, `protocol = 5`.
 * - `ConfigProto`: `device_filters = 4`, `experimental = 16` (`collective_group_leader = 1`).
 */
export function groupSession(group: ReplicaGroup): Required<SessionOptions> {
  const tasks = group.addresses.map((address, task) => message(2, [number(1, task), text(2, address)]));
  const cluster = message(1, [message(1, [text(1, JOB), ...tasks])]);
  const leader = message(16, [text(1, taskOf(0))]);
  const config = Buffer.concat([text(4, `/job:${JOB}/task:${group.rank}`), leader]);
  const server = [cluster, text(2, JOB), number(3, group.rank), bytes(4, config), text(5, 'grpc')];
  return { server: Buffer.concat(server), config };
}

function taskOf(rank: number): string {
  return `/job:${JOB}/replica:0/task:${rank}`;
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function message(field: number, fields: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(fields));
}

/** A field of bytes, as protobuf encodes it: number and kind (2), length, and the bytes. */
function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

/** Seven bits to a byte, the lowest first; all but the last have the eighth. */
function varint(value: number): Buffer {
  const encoded: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) encoded.push((rest % 128) | 128);
  return Buffer.from([...encoded, rest]);
}
