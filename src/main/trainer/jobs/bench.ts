import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { DatasetRoots } from '../../data/dataset-roots';
import { watchOtherLoad } from '../../machine/other-load';
import { shuffledOrder } from '../examples/random-order';
import { median } from '../inspections/median';
import { peakMemoryBytes } from '../prepare/peak-memory';
import { prepareRun } from '../prepare/prepare-run';
import type { RunControl } from '../prepare/run-control';
import { closeRun } from '../program/prepared-run';
import type { BenchResult } from '../protocol/protocol';
import { TrainingSteps } from '../run/training-steps';

/** Steps that are not timed: memory is still being laid out in them. */
const WARM_UP_STEPS = 3;

export interface BenchOptions {
  readonly document: NetloomDocument;
  /** Timed steps. */
  readonly steps: number;
  /** A data set of more bytes is read from the disk batch by batch, while the step before runs. */
  readonly dataBudgetBytes?: number;
  readonly datasets: DatasetRoots;
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
    const size = Math.min(batchSize, run.trainCount);
    const order = repeated(
      shuffledOrder(run.trainCount, options.document.training.seed, 1),
      (WARM_UP_STEPS + options.steps) * size,
    );
    run.source.expect(order, size);
    const seconds: number[] = [];
    const processorSeconds: number[] = [];
    let firstStepSeconds = 0;
    let timedFrom = performance.now();
    let otherLoad = watchOtherLoad();
    for (let step = 1; step <= WARM_UP_STEPS + options.steps; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (options.control.isStopRequested) return null;
      const begun = performance.now();
      const processorBegun = process.cpuUsage();
      const batch = order.subarray((step - 1) * size, step * size);
      await run.source.fetch(batch);
      steps.train(batch, { step, stepsPerEpoch: 1, epochs: 1 });
      const ended = performance.now();
      if (step === 1) firstStepSeconds = (ended - startedAt) / 1000;
      if (step <= WARM_UP_STEPS) {
        timedFrom = ended;
        otherLoad = watchOtherLoad();
        continue;
      }
      seconds.push((ended - begun) / 1000);
      const { user, system } = process.cpuUsage(processorBegun);
      processorSeconds.push((user + system) / 1e6);
    }
    const medianStepSeconds = median(seconds);
    const timedSeconds = (performance.now() - timedFrom) / 1000;
    return {
      batchSize,
      steps: options.steps,
      examplesPerSecond: size / medianStepSeconds,
      sustainedExamplesPerSecond: (options.steps * size) / timedSeconds,
      medianStepSeconds,
      medianStepProcessorSeconds: median(processorSeconds),
      otherLoad: otherLoad(),
      firstStepSeconds,
      peakMemoryMB: peakMemoryBytes() / 1e6,
      device: run.session.device,
      engine: run.session.engine.name,
    };
  } finally {
    closeRun(run);
  }
}

/** This many examples, starting again from the beginning when there are no more. */
function repeated(order: Int32Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => order[index % order.length] ?? 0);
}
