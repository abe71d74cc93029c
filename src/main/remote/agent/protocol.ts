import { z } from 'zod';
import { failureSchema } from '../../../contract/failure';
import { slurmSchema } from '../../../contract/slurm';

/*
 * What is said between a command here and the agent there: a line of JSON each. Names and paths travel as data, so that no shell reads them.
 */

/** The first line of the agent, after whatever a login shell printed. */
export const GREETING = 'netloom-agent 1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Names of runs, and of data sets: no path is made of anything else. */
export const RUN_NAME = /^[a-z0-9][a-z0-9-]{0,120}$/;
const run = z.string().regex(RUN_NAME);
/** Within a run's folder, or a data set's. */
const FILE = /^(?:checkpoints\/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,120}$/;
const fileSchema = z.object({ name: z.string().regex(FILE), sha256, bytes: z.number().int().nonnegative() });
/** A file that is sent or fetched: its name in its folder, and its content. */
export type SentFile = z.infer<typeof fileSchema>;

export const requestSchema = z.object({ id: z.number().int() }).and(
  z.discriminatedUnion('op', [
    /** Which of a data set's files are to be sent; `upload` is where to. */
    z.object({
      op: z.literal('begin-dataset'),
      dataset: run,
      key: sha256,
      files: z.array(fileSchema).readonly(),
    }),
    z.object({
      op: z.literal('end-dataset'),
      dataset: run,
      key: sha256,
      files: z.array(fileSchema).readonly(),
    }),
    /** A run's folder, for its files to be sent. */
    z.object({ op: z.literal('begin-run'), run, files: z.array(fileSchema).readonly() }),
    /** Checks the files, and starts `train` with these arguments in the run's folder: at once, or as a job of Slurm. */
    z.object({
      op: z.literal('start'),
      run,
      files: z.array(fileSchema).readonly(),
      args: z.array(z.string()).max(100),
      slurm: slurmSchema.optional(),
    }),
    /** From then on, what is appended to the events is pushed. */
    z.object({ op: z.literal('follow'), run, from: z.number().int().nonnegative() }),
    z.object({ op: z.literal('stop'), run }),
    /** Holds the run after its step, with a checkpoint; it keeps its place in the memory there. */
    z.object({ op: z.literal('pause'), run }),
    z.object({ op: z.literal('continue'), run }),
    /** Puts aside what has changed in the results, to be fetched. `have`: checksums of what is here. */
    z.object({ op: z.literal('collect'), run, have: z.record(z.string(), z.string()) }),
  ]),
);
export type AgentRequest = z.infer<typeof requestSchema>;
type WithoutId<R> = R extends unknown ? Omit<R, 'id'> : never;
export type AgentCall = WithoutId<AgentRequest>;

/** Where files are to be put by sftp, and which: indices into `files`. */
export const uploadSchema = z.object({ upload: z.string(), missing: z.array(z.number().int()) });
export type Upload = z.infer<typeof uploadSchema>;

/** What there is to fetch by sftp, and all there is. */
export const collectedSchema = z.object({
  outgoing: z.string(),
  changed: z.array(fileSchema).readonly(),
  all: z.array(z.string()).readonly(),
});
export type Collected = z.infer<typeof collectedSchema>;

/** For what a job of Slurm was ended; `failed`: for none of these. */
const causeSchema = z.enum(['time-limit', 'canceled', 'node-failed', 'out-of-memory', 'failed']);
export type EndCause = z.infer<typeof causeSchema>;

/** How a run has ended: with an exit code, or `null` when its process is gone without one; and the end of what it wrote for people. */
export const endSchema = z.object({
  exitCode: z.number().int().nullable(),
  log: z.string(),
  /** Absent: it ended by itself. */
  cause: causeSchema.optional(),
});
export type RemoteEnd = z.infer<typeof endSchema>;

/** What Slurm says of a job. */
export type JobState =
  | { readonly kind: 'queued'; readonly job: string; readonly reason: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly cause: EndCause };

/** A job that waits; null: it does so no more. */
const queuedSchema = z.object({ job: z.string(), reason: z.string() }).nullable();

export const answerSchema = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: failureSchema }),
  /** Bytes of the events, base64. */
  z.object({ push: z.literal('events'), bytes: z.string() }),
  z.object({ push: z.literal('queued'), queued: queuedSchema }),
  z.object({ push: z.literal('ended'), end: endSchema }),
]);
export type AgentAnswer = z.infer<typeof answerSchema>;
