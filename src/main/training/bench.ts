import type { NetloomDocument } from '../../graph-runtime/document/document';
import { median } from './median';
import { peakMemoryBytes } from './peak-memory';
import { closeRun, prepareRun } from './prepare-run';
import type { BenchResult } from './protocol';
import { shuffledOrder } from './random-order';
import type { RunControl } from './run-control';
import { TrainingSteps } from './training-steps';

/** Steps that are not timed: memory is still being laid out in them. */
const WARM_UP_STEPS = 3;

export interface BenchOptions {
  readonly document: NetloomDocument;
  /** Timed steps. */
  readonly steps: number;
  /** A data set of more bytes is read from the disk batch by batch, while the step before runs. */
  readonly dataBudgetBytes?: number;
  readonly datasets: string;
  readonly control: RunControl;
}

/**
 * Times training steps of a network at its own batch size, on real data. Null when it was stopped.
 *
 * @throws RunFailure when the network cannot be trained
 */
export async function bench(options: BenchOptions): Promise<BenchResult | null> {
  const startedAt = performance.now();
  const { batchSize } = options.document.training;
  const run = await prepareRun({
    document: options.document,
    datasets: options.datasets,
    emit: () => undefined,
    ...(options.dataBudgetBytes !== undefined && { dataBudgetBytes: options.dataBudgetBytes }),
  });
  try {
    const steps = new TrainingSteps(run);
    const order = shuffledOrder(run.trainCount, options.document.training.seed, 1);
    const seconds: number[] = [];
    const processorSeconds: number[] = [];
    let firstStepSeconds = 0;
    for (let step = 1; step <= WARM_UP_STEPS + options.steps; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (options.control.isStopRequested) return null;
      const begun = performance.now();
      const processorBegun = process.cpuUsage();
      const batch = batchOf(order, step, batchSize);
      await run.source.fetch(batch);
      run.source.prefetch(batchOf(order, step + 1, batchSize));
      steps.train(batch, { step, stepsPerEpoch: 1, epochs: 1 });
      const ended = performance.now();
      if (step === 1) firstStepSeconds = (ended - startedAt) / 1000;
      if (step <= WARM_UP_STEPS) continue;
      seconds.push((ended - begun) / 1000);
      const { user, system } = process.cpuUsage(processorBegun);
      processorSeconds.push((user + system) / 1e6);
    }
    const medianStepSeconds = median(seconds);
    return {
      batchSize,
      steps: options.steps,
      examplesPerSecond: Math.min(batchSize, run.trainCount) / medianStepSeconds,
      medianStepSeconds,
      medianStepProcessorSeconds: median(processorSeconds),
      firstStepSeconds,
      peakMemoryMB: peakMemoryBytes() / 1e6,
      device: run.session.device,
      engine: run.session.engine.name,
    };
  } finally {
    closeRun(run);
  }
}

/** The examples of a step, starting again from the beginning when there are no more. */
function batchOf(order: Int32Array, step: number, batchSize: number): Int32Array {
  const start = (step - 1) * batchSize;
  const size = Math.min(batchSize, order.length);
  return Int32Array.from({ length: size }, (_, index) => order[(start + index) % order.length] ?? 0);
}
