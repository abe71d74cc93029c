import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import { examplesFor } from '../../../graph-runtime/estimate/training-time';
import { median } from '../inspections/median';
import { prepareRun } from '../prepare/prepare-run';
import type { RunControl } from '../prepare/run-control';
import { imageShapeOf, speedRecordOf } from '../prepare/speed-record';
import { closeRun, evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { TrainingSteps } from '../run/training-steps';

/** How long a measured step should take: long enough to be more than calling its ops, short enough for several. */
const STEP_SECONDS = 0.25;
/** From the first native call, which optimizes the graph, to the end of the last step. */
const ENOUGH_SECONDS = 2;
const FEWEST_STEPS = 2;
const MOST_STEPS = 20;

export interface MeasureOptions {
  readonly document: NetloomDocument;
  /** What is known of this machine already. */
  readonly machine: MachineSpeed;
  readonly datasets: string;
  readonly control: RunControl;
}

export interface MeasuredSpeed {
  readonly record: SpeedRecord;
  /** Processor time of the median step, over all cores: hardly changes when other programs are busy. */
  readonly processorSeconds: number;
}

/**
 * Trains a few steps with real examples and takes their time. The graph is that of the document's own batch size; where a whole batch takes long
 * it is run on a part of one (`docs/decisions/0116`). Null when it was stopped.
 *
 * @throws RunFailure when the network cannot be trained
 */
export async function measureSpeed(options: MeasureOptions): Promise<MeasuredSpeed | null> {
  const { document, datasets, control } = options;
  const limit = 2 * document.training.batchSize;
  const run = await prepareRun({ document, datasets, limit, emit: () => undefined });
  try {
    if (control.isStopRequested) return null;
    const examples = examplesToMeasure(run, options.machine);
    const times = await timeSteps(run, examples, control);
    if (times === null) return null;
    const { seconds, processorSeconds } = times;
    return { record: speedRecordOf(run, { source: 'probe', examples, seconds }), processorSeconds };
  } finally {
    closeRun(run);
  }
}

function examplesToMeasure(run: PreparedRun, machine: MachineSpeed): number {
  const { analysis, document, shards } = run;
  const wanted = examplesFor(STEP_SECONDS, analysis, document.training, imageShapeOf(run), machine);
  // Steps go in shards only where these are equal.
  const size = Math.max(shards, wanted - (wanted % shards));
  return Math.min(size, evaluationBatchSize(run), run.trainCount);
}

/** Of the median step; null when it was stopped. */
async function timeSteps(
  run: PreparedRun,
  examples: number,
  control: RunControl,
): Promise<{ readonly seconds: number; readonly processorSeconds: number } | null> {
  const steps = new TrainingSteps(run);
  const indices = run.examples.train.subarray(0, examples);
  run.source.expect(indices, examples);
  const seconds: number[] = [];
  const processorSeconds: number[] = [];
  const begun = performance.now();
  const isEnough = () =>
    seconds.length >= MOST_STEPS ||
    (seconds.length >= FEWEST_STEPS && performance.now() - begun >= 1000 * ENOUGH_SECONDS);
  for (let step = 1; !isEnough(); step += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (control.isStopRequested) return null;
    await run.source.fetch(indices);
    const processorBegun = process.cpuUsage();
    const result = steps.train(indices, { step, stepsPerEpoch: MOST_STEPS, epochs: 1 });
    if (step === 1) continue;
    seconds.push(result.seconds);
    const { user, system } = process.cpuUsage(processorBegun);
    processorSeconds.push((user + system) / 1e6);
  }
  return { seconds: median(seconds), processorSeconds: median(processorSeconds) };
}
