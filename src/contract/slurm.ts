import { z } from 'zod';

const MOST_NODES = 256;

/** What a job asks of Slurm; null: what the partition, or Slurm, has by default. Each is a word that neither a shell nor `sbatch` takes for anything else. */
export const slurmSchema = z.object({
  partition: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/)
    .nullable(),
  /** Computers on which a run is trained together, each with the cores and cards below. Machines that were written down before there was this have one. */
  nodes: z.number().int().min(1).max(MOST_NODES).nullable().default(null),
  /** Processor cores. */
  cores: z.number().int().min(1).max(4_096).nullable(),
  /** Generic resources, which cards are: `gpu:2`, `gpu:a100:1`. */
  gres: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}){0,2}$/)
    .nullable(),
  /** Time limit as Slurm writes it: minutes, `HH:MM:SS`, `D-HH`, `D-HH:MM:SS`. */
  time: z
    .string()
    .regex(/^(?:\d{1,3}-\d{1,2}(?::\d{2}){0,2}|\d{1,5}(?::\d{2}){0,2})$/)
    .nullable(),
});
export type SlurmSettings = z.infer<typeof slurmSchema>;

/** Settings as a person types them: words, empty for the default. */
export interface TypedSlurm {
  readonly partition: string;
  readonly nodes: string;
  readonly cores: string;
  readonly gres: string;
  readonly time: string;
}

/** The same from a form, which asks about the network of the nodes. */
export interface SlurmForm extends TypedSlurm {
  /** Whether the person says that they are in a closed network. */
  readonly isClosedNetwork: boolean;
}

const FIELDS = ['partition', 'nodes', 'cores', 'gres', 'time'] as const satisfies (keyof TypedSlurm)[];

/** The field that cannot be used; or the settings. */
export function slurmSettings(typed: TypedSlurm): SlurmSettings | keyof TypedSlurm {
  const word = (text: string) => (text.trim() === '' ? null : text.trim());
  const count = (text: string) => (word(text) === null ? null : Number(text));
  const values = {
    partition: word(typed.partition),
    nodes: count(typed.nodes),
    cores: count(typed.cores),
    gres: word(typed.gres),
    time: word(typed.time),
  };
  const parsed = slurmSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0]?.path ?? [];
  return FIELDS.find((one) => one === field) ?? 'partition';
}

/** Whether the processes of a job talk to one another, over a network that has to be closed. */
export function isTrainedTogether({ nodes }: SlurmSettings): boolean {
  return nodes !== null && nodes > 1;
}

/** A partition of a machine with Slurm. */
export interface SlurmPartition {
  readonly name: string;
  readonly isDefault: boolean;
  /** As Slurm writes it, e.g. `1-00:00:00` or `infinite`. */
  readonly timeLimit: string;
  /** Cards and the like of its nodes, e.g. `gpu:a100:4`; empty: none. */
  readonly gres: string;
}

/** Slurm on a machine, as a check has found it. */
export interface SlurmReport {
  /** e.g. `slurm-wlm 22.05.8`. */
  readonly version: string;
  readonly partitions: readonly SlurmPartition[];
}

/** A job that waits in Slurm's queue, and why, in Slurm's word: `Priority`, `Resources`, … */
export interface QueuedJob {
  readonly job: string;
  readonly reason: string;
}
