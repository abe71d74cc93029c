import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failure } from '../../../contract/failures';
import { identityOf } from '../checkpoints/run-identity';
import { encodeNumbers, type RunState, runStateSchema } from '../checkpoints/run-state';
import type { PreparedRun } from '../program/prepared-run';
import { readState, writeState } from '../program/program-state';
import type { NamedTensor } from '../program/weights-file';
import { RunFailure } from '../protocol/trainer-failure';
import type { GroupMember } from './group-member';

/** What the first process says of its run before it begins. */
const startSchema = z.object({
  /** Hash of what must be the same everywhere. */
  identity: z.string(),
  /** Where to resume; null: the run starts from scratch. */
  resumed: runStateSchema.nullable(),
});

/**
 * All processes begin where the first one does, with its weights: the others need no file of it.
 *
 * @returns where to resume
 * @throws RunFailure `group-differs` where another one has other data or another network
 */
export function shareStart(
  member: GroupMember,
  run: PreparedRun,
  own: RunState | null,
  limit: number | null,
): RunState | null {
  const identity = digest(JSON.stringify(identityOf(run, limit)));
  const text = member.shareText(
    JSON.stringify({ identity: identity.toString('hex'), resumed: own }, encodeNumbers),
  );
  const start = startSchema.parse(JSON.parse(text));
  const everyones = member.gatherBytes(identity);
  const other = everyones.findIndex((one) => !identityIs(one, start.identity));
  if (other >= 0) throw new RunFailure(failure('group-differs', { rank: other }));
  shareState(member, run);
  return start.resumed;
}

/**
 * Makes sure that all processes have the same weights: where processors round differently, they would move apart. The first one's are given to all
 * where they differ.
 *
 * @returns whether they were the same
 */
export function agreeOnState(member: GroupMember, run: PreparedRun): boolean {
  const hash = createHash('sha256');
  for (const { values } of readState(run)) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  const [first, ...others] = member.gatherBytes(hash.digest());
  if (first === undefined || others.every((one) => Buffer.compare(first, one) === 0)) return true;
  shareState(member, run);
  return false;
}

/** The first process's weights and slots, in all of them. */
function shareState(member: GroupMember, run: PreparedRun): void {
  const isFirst = member.rank === 0;
  const shared = readState(run).map((tensor): NamedTensor => {
    // Of other numbers than float32 there are counters, which it holds exactly.
    const own = isFirst ? Float32Array.from(tensor.values) : new Float32Array(tensor.values.length);
    const values = member.sum(own);
    return tensor.dtype === 'int32' ? { ...tensor, values: Int32Array.from(values) } : { ...tensor, values };
  });
  writeState(run, shared);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function identityIs(bytes: Uint8Array, hex: string): boolean {
  return Buffer.from(bytes).toString('hex') === hex;
}
