import { z } from 'zod';

/** What a job asks of Slurm; null: what the partition, or Slurm, has by default. Each is a word that neither a shell nor `sbatch` takes for anything else. */
export const slurmSchema = z.object({
  partition: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/)
    .nullable(),
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
  readonly cores: string;
  readonly gres: string;
  readonly time: string;
}

/** The field that cannot be used; or the settings. */
export function slurmSettings(typed: TypedSlurm): SlurmSettings | keyof TypedSlurm {
  const word = (text: string) => (text.trim() === '' ? null : text.trim());
  const cores = word(typed.cores);
  const values = {
    partition: word(typed.partition),
    cores: cores === null ? null : Number(cores),
    gres: word(typed.gres),
    time: word(typed.time),
  };
  const parsed = slurmSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0]?.path ?? [];
  return field === 'cores' || field === 'gres' || field === 'time' ? field : 'partition';
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
