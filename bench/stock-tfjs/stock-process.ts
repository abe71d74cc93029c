import { targetSize } from '../../src/graph-runtime/datasets/target-description';
import { parseDocument } from '../../src/graph-runtime/reading/parse';
import { findDataset } from '../../src/main/data/dataset-catalog';
import { datasetRoots } from '../../src/main/data/dataset-roots';
import { loadDataset } from '../../src/main/data/load-dataset';
import { loadEngine } from '../../src/main/trainer/engine/tensorflow';
import { shuffledOrder } from '../../src/main/trainer/examples/random-order';
import { peakMemoryBytes } from '../../src/main/trainer/prepare/peak-memory';
import { type Measurement, median, WARM_UP_STEPS } from '../measurement';
import { StockTraining } from './stock-training';

/** Its own process for stock tfjs, so that memory and caches are its own. Gets one request, sends one answer. */
process.once('message', (request: { readonly document: unknown; readonly steps: number }) => {
  measure(request.document, request.steps).then(
    (result) => process.send?.({ result }, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, () => process.exit(1)),
  );
});

async function measure(json: unknown, steps: number): Promise<Measurement> {
  const startedAt = performance.now();
  const parsed = parseDocument(json);
  if (!parsed.ok) throw new Error('the document does not parse');
  const { document } = parsed;
  const { tf } = await loadEngine();
  const found = await findDataset(datasetRoots(process.cwd()), document.dataset.id);
  if (!found.ok) throw new Error(found.error.code);
  const data = await loadDataset(found.value);
  if (!data.ok) throw new Error(data.error.code);
  const { train } = data.value;
  const { exampleShape, target } = found.value.description;
  const training = new StockTraining(tf, document, {
    images: Float32Array.from(train.examples, (byte) => byte / 255),
    exampleShape,
    labels: train.labels,
    classes: targetSize(target),
  });
  const { batchSize } = document.training;
  const order = shuffledOrder(train.count, 0, 1);
  const seconds: number[] = [];
  const processorSeconds: number[] = [];
  let firstStepSeconds = 0;
  for (let step = 0; step < WARM_UP_STEPS + steps; step += 1) {
    const begun = performance.now();
    const processorBegun = process.cpuUsage();
    const start = (step * batchSize) % (train.count - batchSize);
    await training.step(order.slice(start, start + batchSize));
    const ended = performance.now();
    if (step === 0) firstStepSeconds = (ended - startedAt) / 1000;
    if (step < WARM_UP_STEPS) continue;
    seconds.push((ended - begun) / 1000);
    const { user, system } = process.cpuUsage(processorBegun);
    processorSeconds.push((user + system) / 1e6);
  }
  return {
    examplesPerSecond: batchSize / median(seconds),
    processorSecondsPerStep: median(processorSeconds),
    firstStepSeconds,
    peakMemoryMB: peakMemoryBytes() / 1e6,
  };
}
