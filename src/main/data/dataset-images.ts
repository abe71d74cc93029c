import type { DatasetImages, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { findDataset } from './dataset-catalog';
import { type LoadedDataset, loadDataset } from './load-dataset';

export interface ImageQuestion {
  /** Folder with the data sets. */
  readonly root: string;
  readonly id: string;
  readonly split: 'train' | 'test';
  readonly indices: readonly number[];
}

interface Opened {
  readonly id: string;
  readonly imageShape: readonly [number, number, number];
  readonly data: LoadedDataset;
}

/** Reads images of data sets by index; the data set asked for last stays in memory. */
export class DatasetImageReader {
  #opened: Promise<Reply<Opened>> | null = null;
  #id = '';

  /** Images and labels in the order of the indices; an index beyond the split is refused. */
  async read({ root, id, split, indices }: ImageQuestion): Promise<Reply<DatasetImages>> {
    const opened = await this.#open(root, id);
    if (!opened.ok) return opened;
    const { imageShape, data } = opened.value;
    const { images, labels, count } = data[split];
    if (indices.some((index) => index >= count)) return failed(failure('request-invalid'));
    const size = imageShape[0] * imageShape[1] * imageShape[2];
    const pixels = new Uint8Array(indices.length * size);
    indices.forEach((index, at) => {
      pixels.set(images.subarray(index * size, (index + 1) * size), at * size);
    });
    const classes = Uint8Array.from(indices, (index) => labels[index] ?? 0);
    return success({ imageShape, pixels, labels: classes });
  }

  #open(root: string, id: string): Promise<Reply<Opened>> {
    if (this.#opened === null || this.#id !== id) {
      this.#id = id;
      this.#opened = openDataset(root, id);
      // A data set that could not be read may be fixed meanwhile: it is tried again.
      void this.#opened.then((reply) => {
        if (!reply.ok && this.#id === id) this.#opened = null;
      });
    }
    return this.#opened;
  }
}

async function openDataset(root: string, id: string): Promise<Reply<Opened>> {
  const found = await findDataset(root, id);
  if (!found.ok) return found;
  const loaded = await loadDataset(found.value);
  if (!loaded.ok) return loaded;
  return success({ id, imageShape: found.value.description.imageShape, data: loaded.value });
}
