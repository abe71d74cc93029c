import { ALL_CAPABILITIES } from '../../../graph-runtime/ops/capabilities';
import { loadEngine } from '../engine/tensorflow';
import { runTraining } from './run-training';
import type { ProcessResult, ProcessTask, ProcessTrial } from './train-in-process';

/* The other end of `train-in-process.ts`. */

async function carryOut({ documents, limit }: ProcessTask): Promise<ProcessResult> {
  const { device, capabilities } = await loadEngine();
  const trials: ProcessTrial[] = [];
  for (const document of documents) {
    const training = { ...document.training, epochs: 1 };
    const { steps, points, events } = await runTraining({ ...document, training }, { limit });
    trials.push({
      losses: [...steps.values()].map(({ loss }) => loss),
      testLoss: points[0]?.testLoss ?? Number.NaN,
      warnings: events.flatMap((event) => (event.type === 'warning' ? [event.failure] : [])),
    });
  }
  const missing = [...ALL_CAPABILITIES].filter((name) => !capabilities[device.kind].has(name));
  return { trials, missing };
}

process.once('message', (task) => {
  // Only our own test writes into this pipe.
  void carryOut(task as ProcessTask).then((result) => {
    process.send?.(result, () => process.exit(0));
  });
});
