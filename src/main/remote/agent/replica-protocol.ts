import { z } from 'zod';

/** Before the first line that a replica prints: login shells may print their own. */
export const REPLICA_GREETING = 'netloom-replica ';
/** What a replica is started with where ssh has started it. */
export const ELSEWHERE = 'elsewhere';
/** The same where Slurm has, on a node of the job of whoever asked for it. */
export const NODE_OF_JOB = 'node-of-job';

export const replicaHelloSchema = z.object({
  /** For its server. */
  port: z.number().int().min(1),
  /** Its address, and that of the machine which has started it, as seen from there; absent on the same machine. */
  address: z.string().optional(),
  owner: z.string().optional(),
});
export type ReplicaHello = z.infer<typeof replicaHelloSchema>;
