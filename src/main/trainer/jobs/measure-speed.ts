import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import { examplesFor } from '../../../graph-runtime/estimate/training-time';
import type { DatasetRoots } from '../../data/dataset-roots';
import { watchOtherLoad } from '../../machine/other-load';
import { median } from '../inspections/median';
import { prepareRun } from '../prepare/prepare-run';
import type { RunControl } from '../prepare/run-control';
import { exampleShapeOf, speedRecordOf } from '../prepare/speed-record';
import { closeRun, evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { TrainingSteps } from '../run/training-steps';

/** How long a measured step should take: as near to a whole batch as leaves time for several. */
const STEP_SECONDS = 0.3;
/** From the first native call, which optimizes the graph, to the end of the last step. */
const LONGEST_SECONDS = 2;
const MOST_STEPS = 20;

export interface MeasureOptions {
  readonly document: NetloomDocument;
  /** What is known of this machine already. */
  readonly machine: MachineSpeed;
  readonly datasets: DatasetRoots;
  readonly control: RunControl;
}

export interface MeasuredSpeed {
  readonly record: SpeedRecord;
  /** Processor time of the median step, over all cores: hardly changes when other programs are busy. */
  readonly processorSeconds: number;
  /** All steps together; the first one, which optimizes the graph, is not counted in the record. */
  readonly allSeconds: number;
}

/**
 * Trains a few steps with real examples and takes their time. The graph is that of the document's own batch size; where a whole batch takes long
 * it is run on a part of one (`docs/decisions/0116`). Null when it was stopped.
 *
 * @throws RunFailure when the network cannot be trained
 */
export async function measureSpeed(options: MeasureOptions): Promise<MeasuredSpeed | null> {
  const { datasets, control } = options;
  // A step takes as long whatever share of the images is trained on.
  const { trainingShare: _, validationShare: __, ...training } = options.document.training;
  const document = { ...options.document, training };
  const limit = 2 * training.batchSize;
  const run = await prepareRun({ document, datasets, limit, emit: () => undefined });
  try {
    if (control.isStopRequested) return null;
    const examples = examplesToMeasure(run, options.machine);
    const times = await timeSteps(run, examples, control);
    if (times === null) return null;
    const { seconds, ...others } = times;
    return { record: speedRecordOf(run, { source: 'probe', examples, seconds }), ...others };
  } finally {
    closeRun(run);
  }
}

function examplesToMeasure(run: PreparedRun, machine: MachineSpeed): number {
  const { analysis, document, shards } = run;
  const wanted = examplesFor(STEP_SECONDS, analysis, document.training, exampleShapeOf(run), machine);
  // Steps go in shards only where these are equal.
  const size = Math.max(shards, wanted - (wanted % shards));
  return Math.min(size, evaluationBatchSize(run), run.trainCount);
}

interface StepTimes {
  /** Of the median step, as if the machine had nothing else to do. */
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly allSeconds: number;
}

/** Steps as long as there is time for another; at least one is timed. Null when it was stopped. */
async function timeSteps(run: PreparedRun, examples: number, control: RunControl): Promise<StepTimes | null> {
  const step = stepsOf(run, examples);
  const begun = performance.now();
  await step(1);
  const otherLoad = watchOtherLoad();
  const seconds: number[] = [];
  const processorSeconds: number[] = [];
  for (let number = 2; number <= MOST_STEPS; number += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (control.isStopRequested) return null;
    const { wall, processor } = await step(number);
    seconds.push(wall);
    processorSeconds.push(processor);
    if ((performance.now() - begun) / 1000 + wall > LONGEST_SECONDS) break;
  }
  // What others took of the processors, this process would have had.
  const share = run.session.device.kind === 'cpu' ? 1 - otherLoad() : 1;
  return {
    seconds: share * median(seconds),
    processorSeconds: median(processorSeconds),
    allSeconds: (performance.now() - begun) / 1000,
  };
}

/** Trains on the first examples again and again, and measures how long each step takes. */
function stepsOf(run: PreparedRun, examples: number) {
  const steps = new TrainingSteps(run);
  const indices = run.examples.train.subarray(0, examples);
  run.source.expect(indices, examples);
  return async (step: number) => {
    await run.source.fetch(indices);
    const processorBegun = process.cpuUsage();
    const { seconds } = steps.train(indices, { step, stepsPerEpoch: MOST_STEPS, epochs: 1 });
    const { user, system } = process.cpuUsage(processorBegun);
    return { wall: seconds, processor: (user + system) / 1e6 };
  };
}
