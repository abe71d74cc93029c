import { genericSeconds, type Processor, sharesOf } from './processor-speed';
import type { SpeedRecord } from './speed-record';
import type { TrainingWork } from './training-work';
import { type Work, workAt } from './work';

/** What is known of how fast this machine trains. */
export interface MachineSpeed {
  readonly processor: Processor;
  /** The newest last. */
  readonly records: readonly SpeedRecord[];
}

/**
 * How an estimate is founded: `run`, on a run of this very work; `probe`, on a few steps of it; `machine`, on other networks that were
 * trained here; `generic`, on the number of cores and their instructions alone.
 */
export type Foundation = 'run' | 'probe' | 'machine' | 'generic';

export interface Correction {
  /** What the generic estimate is to be multiplied by. */
  readonly factor: number;
  readonly foundation: Foundation;
  readonly device: SpeedRecord['device'] | null;
}

/** Runs of the same work that count: what else the machine does changes from day to day. */
const NEWEST_RUNS = 3;
/** Half of the distance at which two networks have nothing to do with each other. */
const NEAR = 0.15;
/** Weight of networks that do not resemble this one at all: how fast the machine is, they say nevertheless. */
const ANY_NETWORK = 0.02;

/** How this machine differs from the generic one, for this work. */
export function correctionFor(training: TrainingWork, machine: MachineSpeed, usesCpu: boolean): Correction {
  const [last] = machine.records.filter(({ device }) => !usesCpu || device.kind === 'cpu').slice(-1);
  if (last === undefined) return { factor: 1, foundation: 'generic', device: null };
  const { device, engine } = last;
  const here = machine.records.filter(
    (record) =>
      record.device.name === device.name &&
      record.engine === engine &&
      record.precision === training.precision,
  );
  const same = here.filter(({ key }) => key === training.key);
  const runs = same.filter(({ source }) => source === 'run').slice(-NEWEST_RUNS);
  const found = runs.length > 0 ? runs : same.slice(-1);
  if (found.length > 0) {
    const foundation = runs.length > 0 ? 'run' : 'probe';
    return { factor: meanFactor(found, machine.processor, () => 1), foundation, device };
  }
  if (here.length === 0) return { factor: 1, foundation: 'generic', device };
  const shares = sharesOf(workAt(training.step, training.callSize));
  const weight = ({ work }: SpeedRecord) =>
    ANY_NETWORK + Math.exp(-((distance(shares, sharesOf(work)) / NEAR) ** 2));
  return { factor: meanFactor(here, machine.processor, weight), foundation: 'machine', device };
}

/** Geometric: twice as fast and half as fast are equally far off. */
function meanFactor(
  records: readonly SpeedRecord[],
  processor: Processor,
  weightOf: (record: SpeedRecord) => number,
): number {
  let sum = 0;
  let weights = 0;
  for (const record of records) {
    const weight = weightOf(record);
    sum += weight * Math.log(record.seconds / genericSeconds(record.work, processor));
    weights += weight;
  }
  return Math.exp(sum / weights);
}

/** Of two divisions of time among kinds of work: 0 for equal ones, 1 for those without a kind in common. */
function distance(a: Work, b: Work): number {
  return Object.entries(a).reduce(
    (sum, [kind, share]) => sum + Math.abs(share - b[kind as keyof Work]) / 2,
    0,
  );
}
