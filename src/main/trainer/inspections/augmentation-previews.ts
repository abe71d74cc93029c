import type { InspectedTensor } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { scalar } from '../../../graph-runtime/ops/constant';
import { multiply } from '../../../graph-runtime/ops/elementwise';
import { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { cast } from '../../../graph-runtime/ops/shape';
import { identity, placeholder } from '../../../graph-runtime/ops/variables';
import { augment } from '../../../graph-runtime/settings/augmentation/registry';
import { findDataset } from '../../data/dataset-catalog';
import { type LoadedSplit, loadDataset } from '../../data/load-dataset';
import { NativeSession } from '../engine/native-session';
import { int32 } from '../engine/tensor-data';
import { requireEngine } from '../prepare/require-engine';
import { COLOR_IMAGES, colorsFor } from '../prepare/training-colors';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';

interface TrainingImages {
  readonly datasetId: string;
  readonly imageShape: readonly number[];
  readonly split: LoadedSplit;
}

/** Shows what augmentation settings do to training examples, without a network. */
export class AugmentationPreviews {
  readonly #datasets: string;
  /** Of the data set asked for last: settings are tried one after the other. */
  #images: TrainingImages | null = null;

  /** @param datasets folder of the data sets */
  constructor(datasets: string) {
    this.#datasets = datasets;
  }

  /**
   * Examples as a run with these settings would see them at a step, `[count, height, width, channels]` in [0, 1].
   *
   * @throws RunFailure when data or engine do not exist, or there is no such example
   */
  async show(
    document: NetloomDocument,
    { indices, step }: { readonly indices: readonly number[]; readonly step: number },
  ): Promise<InspectedTensor> {
    const { imageShape, split } = await this.#read(document.dataset.id);
    const { count, images } = split;
    const unknown = indices.find((index) => index >= count);
    if (unknown !== undefined) throw new RunFailure(failure('example-unknown', { index: unknown, count }));
    await requireEngine();
    const size = images.length / count;
    const graph = new OpGraph();
    const stored = placeholder(graph, 'uint8', [null, ...imageShape]);
    const seed = placeholder(graph, 'int32', [2]);
    const unit = multiply(graph, cast(graph, stored, 'float32'), scalar(graph, 1 / 255));
    const { training } = document;
    const colors = colorsFor(training, () => images.subarray(0, COLOR_IMAGES * size), imageShape);
    const shown = identity(graph, augment(graph, unit, training.augmentation ?? [], seed, colors));
    const values = new Uint8Array(indices.length * size);
    indices.forEach((index, place) => {
      values.set(images.subarray(index * size, (index + 1) * size), place * size);
    });
    const session = await NativeSession.create(graph);
    try {
      const { augmented } = session.run(
        { inputs: { stored, seed }, outputs: { augmented: shown } },
        {
          stored: { dtype: 'uint8', shape: [indices.length, ...imageShape], values },
          seed: int32([training.seed, step]),
        },
      );
      return floats(augmented);
    } finally {
      session.dispose();
    }
  }

  async #read(datasetId: string): Promise<TrainingImages> {
    if (this.#images?.datasetId === datasetId) return this.#images;
    const found = requireValue(await findDataset(this.#datasets, datasetId));
    const { train } = requireValue(await loadDataset(found));
    this.#images = { datasetId, imageShape: found.description.imageShape, split: train };
    return this.#images;
  }
}
