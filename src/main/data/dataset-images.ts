import type { DatasetImages, Reply } from '../../contract/contract';
import type { SplitName } from '../../contract/data-survey';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { systemErrorCode } from '../files/file-system';
import { type FoundDataset, findDataset } from './dataset-catalog';
import type { DatasetRoots } from './dataset-roots';
import type { ImageFile } from './image-file';
import { loadDataset } from './load-dataset';
import type { TargetValues } from './load-targets';
import { bytesOf, type ExampleValues } from './prepared-example';
import { closeStreamed, openStreamedDataset } from './stream-dataset';

export interface ImageQuestion {
  readonly roots: DatasetRoots;
  readonly id: string;
  readonly split: SplitName;
  readonly indices: readonly number[];
}

/** A data set whose examples can be read. */
export interface OpenedDataset {
  readonly exampleShape: readonly number[];
  /** Null where it has no such split. */
  readonly split: (name: SplitName) => OpenedSplit | null;
  close(): void;
}

export interface OpenedSplit {
  readonly count: number;
  readonly labels: Int32Array;
  /** Labels of whatever kind, as they are stored; where masks, which are images of their own, are among them, they stay on the disk. */
  readonly targets: TargetValues | ImageFile;
  /** All labels but masks, where there are several; null where there is one that is no number. */
  readonly numbers: Float32Array | null;
  /** The stored bytes of those examples. @throws the system's error */
  read(indices: Int32Array): Uint8Array;
}

/** Reads examples of data sets by index; the data set asked for last stays open. */
export class DatasetImageReader {
  #opened: Promise<Reply<OpenedDataset>> | null = null;
  #id = '';

  /** Examples and labels in the order of the indices; an index beyond the split is refused. */
  async read({ roots, id, split, indices }: ImageQuestion): Promise<Reply<DatasetImages>> {
    const opened = await this.#open(roots, id);
    if (!opened.ok) return opened;
    const part = opened.value.split(split);
    if (part === null || indices.some((index) => index >= part.count)) {
      return failed(failure('request-invalid'));
    }
    const isLabeled = part.labels.length > 0;
    const labels = Int32Array.from(isLabeled ? indices : [], (index) => part.labels[index] ?? 0);
    const { exampleShape } = opened.value;
    try {
      return success({ exampleShape, pixels: part.read(Int32Array.from(indices)), labels });
    } catch (error) {
      if (systemErrorCode(error) === '') throw error;
      return failed(failure('dataset-unreadable', { id, reason: systemErrorCode(error) }));
    }
  }

  #open(roots: DatasetRoots, id: string): Promise<Reply<OpenedDataset>> {
    if (this.#opened === null || this.#id !== id) {
      void this.#opened?.then((before) => before.ok && before.value.close());
      this.#id = id;
      this.#opened = openDataset(roots, id);
      // A data set that could not be read may be fixed meanwhile: it is tried again.
      void this.#opened.then((reply) => {
        if (!reply.ok && this.#id === id) this.#opened = null;
      });
    }
    return this.#opened;
  }
}

/**
 * Opens a data set to read single examples. What was packed is unpacked into memory; raw values stay on the disk, however many they are.
 *
 * @param name what a document calls it, for the words where it is not here
 */
export async function openDataset(
  roots: DatasetRoots,
  id: string,
  name?: string,
): Promise<Reply<OpenedDataset>> {
  const found = await findDataset(roots, id, name);
  return found.ok ? openFound(found.value) : found;
}

/** The same for one that was found. */
export function openFound(found: FoundDataset): Promise<Reply<OpenedDataset>> {
  return found.description.version === 1 ? openLoaded(found) : openRaw(found);
}

async function openLoaded(found: FoundDataset): Promise<Reply<OpenedDataset>> {
  const loaded = await loadDataset(found);
  if (!loaded.ok) return loaded;
  const split = (name: SplitName) => {
    const part = loaded.value[name];
    return part && { ...part, read: (indices: Int32Array) => pick(part.examples, part.count, indices) };
  };
  return success({ exampleShape: found.description.exampleShape, split, close: () => undefined });
}

function pick(examples: ExampleValues, count: number, indices: Int32Array): Uint8Array {
  const bytes = bytesOf(examples);
  const size = bytes.length / count;
  const picked = new Uint8Array(indices.length * size);
  indices.forEach((index, at) => {
    picked.set(bytes.subarray(index * size, (index + 1) * size), at * size);
  });
  return picked;
}

async function openRaw(found: FoundDataset): Promise<Reply<OpenedDataset>> {
  const streamed = await openStreamedDataset(found);
  if (!streamed.ok) return streamed;
  const data = streamed.value;
  const split = (name: SplitName) => {
    const part = data[name];
    return part && { ...part, read: (indices: Int32Array) => part.examples.read(indices) };
  };
  return success({ exampleShape: found.description.exampleShape, split, close: () => closeStreamed(data) });
}
