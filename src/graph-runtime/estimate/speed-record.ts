import { z } from 'zod';
import { WORK_KINDS } from './op-work';

const amount = z.number().min(0);
const workSchema = z.object({
  ops: amount,
  ...(Object.fromEntries(WORK_KINDS.map((kind) => [kind, amount])) as Record<
    (typeof WORK_KINDS)[number],
    typeof amount
  >),
});

/** How long a step was measured to take on this machine. */
export const speedRecordSchema = z.object({
  /** `TrainingWork.key` of what was trained. */
  key: z.string().max(1_000),
  /** A run that trained, or a probe of a few steps, perhaps of fewer examples. */
  source: z.enum(['run', 'probe']),
  device: z.object({ kind: z.enum(['cpu', 'gpu']), name: z.string().max(200) }),
  engine: z.string().max(200),
  precision: z.enum(['float32', 'mixed']),
  /** Of the measured call. */
  work: workSchema,
  seconds: z.number().positive(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type SpeedRecord = z.infer<typeof speedRecordSchema>;

/** More say nothing more of a machine; the oldest go. */
export const MOST_RECORDS = 60;

/** The records with one more: a probe takes the place of the one before of the same work, runs are kept side by side. */
export function withRecord(records: readonly SpeedRecord[], record: SpeedRecord): readonly SpeedRecord[] {
  const others = records.filter(
    ({ key, source, device }) =>
      record.source === 'run' || source === 'run' || key !== record.key || device.name !== record.device.name,
  );
  return [...others, record].slice(-MOST_RECORDS);
}
