import type { InspectedTensor } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { crop } from '../../../graph-runtime/compile/crop-images';
import type { DatasetReference, NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { scalar } from '../../../graph-runtime/ops/constant';
import { multiply } from '../../../graph-runtime/ops/elementwise';
import { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { cast } from '../../../graph-runtime/ops/shape';
import { identity, placeholder } from '../../../graph-runtime/ops/variables';
import { augment } from '../../../graph-runtime/settings/augmentation/registry';
import { networkImageFit } from '../../../graph-runtime/training-checks/image-fit';
import { type OpenedDataset, openDataset } from '../../data/dataset-images';
import type { DatasetRoots } from '../../data/dataset-roots';
import { NativeSession } from '../engine/native-session';
import { int32 } from '../engine/tensor-data';
import { requireEngine } from '../prepare/require-engine';
import { COLOR_IMAGES, colorsFor } from '../prepare/training-colors';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';

/** Shows what augmentation settings do to training examples, without a network. */
export class AugmentationPreviews {
  readonly #datasets: DatasetRoots;
  /** Of the data set asked for last: settings are tried one after the other. */
  #opened: { readonly id: string; readonly data: OpenedDataset } | null = null;

  constructor(datasets: DatasetRoots) {
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
    const { exampleShape, split } = await this.#open(document.dataset);
    const train = split('train');
    if (train === null || exampleShape.length !== 3)
      throw new RunFailure(failure('no-augmentation-of-tables'));
    const { count } = train;
    const unknown = indices.find((index) => index >= count);
    if (unknown !== undefined) throw new RunFailure(failure('example-unknown', { index: unknown, count }));
    await requireEngine();
    const graph = new OpGraph();
    const stored = placeholder(graph, 'uint8', [null, ...exampleShape]);
    const seed = placeholder(graph, 'int32', [2]);
    const unit = multiply(graph, cast(graph, stored, 'float32'), scalar(graph, 1 / 255));
    const { training } = document;
    const colors = colorsFor(
      training,
      () => train.read(firstIndices(Math.min(COLOR_IMAGES, count))),
      exampleShape,
    );
    const fit = networkImageFit(analyze(document), exampleShape);
    const cropped = fit?.kind === 'cropped' ? crop(graph, unit, fit.wanted, seed) : unit;
    const shown = identity(graph, augment(graph, cropped, training.augmentation ?? [], seed, colors).images);
    const values = train.read(Int32Array.from(indices));
    const session = await NativeSession.create(graph);
    try {
      const { augmented } = session.run(
        { inputs: { stored, seed }, outputs: { augmented: shown } },
        {
          stored: { dtype: 'uint8', shape: [indices.length, ...exampleShape], values },
          seed: int32([training.seed, step]),
        },
      );
      return floats(augmented);
    } finally {
      session.dispose();
    }
  }

  async #open({ id, name }: DatasetReference): Promise<OpenedDataset> {
    if (this.#opened?.id === id) return this.#opened.data;
    const data = requireValue(await openDataset(this.#datasets, id, name));
    this.#opened?.data.close();
    this.#opened = { id, data };
    return data;
  }
}

function firstIndices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}
