import type { Request } from '../../../contract/contract';
import type { DataBrowserReplies, TableRows } from '../../../contract/data-browser';
import { failed, type Reply, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { unstandardizedNumber } from '../../../graph-runtime/datasets/labels/standardized-numbers';
import { systemErrorCode } from '../../files/file-system';
import type { DatasetRoots } from '../dataset-roots';
import { asValues } from '../load-dataset';
import { type BrowsedDataset, browseDataset, unknownExample } from './browsed-dataset';
import { classMeans } from './class-means';
import { exampleDetails } from './example-details';
import { maskClasses, maskThumbnails, storedMasks } from './masks';
import { storedSeconds } from './second-images';
import { shrinkImages } from './shrink-images';

/** What the examples of a data set are asked for. */
export const BROWSER_CHANNELS = [
  'data:index',
  'data:example',
  'data:thumbnails',
  'data:masks',
  'data:mask-classes',
  'data:rows',
  'data:means',
] as const;
export type BrowserChannel = (typeof BROWSER_CHANNELS)[number];

type Answers = {
  readonly [C in BrowserChannel]: (
    dataset: BrowsedDataset,
    request: Request<C>,
  ) => Reply<DataBrowserReplies[C]> | Promise<Reply<DataBrowserReplies[C]>>;
};

const answers: Answers = {
  'data:index': ({ examples }) => success(examples.index),
  'data:example': (dataset, { example }) => {
    const details = exampleDetails(dataset, example);
    return details === null ? unknownExample() : success(details);
  },
  'data:thumbnails': (dataset, { examples, side, second }) => {
    const { found, read } = dataset;
    const { dtype, exampleShape } = found.description;
    if (second !== undefined) {
      const stored = storedSeconds(dataset, second);
      if (stored === null || !areStored(dataset, examples)) return unknownExample();
      return success(shrinkImages(stored.read(examples), stored.shape, side));
    }
    const pixels = dtype === 'uint8' && exampleShape.length === 3 ? read(examples) : null;
    return pixels === null ? unknownExample() : success(shrinkImages(pixels, exampleShape, side));
  },
  'data:masks': (dataset, { examples, side, label }) => {
    const masks = storedMasks(dataset, label);
    if (masks === null || !areStored(dataset, examples)) return unknownExample();
    return success(maskThumbnails(masks.read(examples), dataset.found.description.exampleShape, side));
  },
  'data:mask-classes': async (dataset, { label }) => {
    const masks = storedMasks(dataset, label);
    return masks === null ? unknownExample() : success(await maskClasses(dataset, masks));
  },
  'data:rows': (dataset, { examples }) => {
    const rows = tableRows(dataset, examples);
    return rows === null ? unknownExample() : success(rows);
  },
  'data:means': async (dataset, { part }) => {
    const isOfImages = dataset.found.description.exampleShape.length === 3;
    return isOfImages ? success(await classMeans(dataset, part)) : unknownExample();
  },
};

function areStored({ examples: { index } }: BrowsedDataset, examples: readonly number[]): boolean {
  const { train, validation, test } = index.counts;
  const stored = train + validation + test + index.storedExcluded;
  return examples.every((example) => example < stored);
}

/** Rows with the values that the source has, before they were standardized. */
function tableRows({ found, read }: BrowsedDataset, examples: readonly number[]): TableRows | null {
  const { dtype, features } = found.description;
  const bytes = read(examples);
  if (bytes === null) return null;
  const stored = asValues(bytes, dtype);
  if (features === undefined) return { values: Float32Array.from(stored), names: [] };
  const { names, mean, deviation } = features;
  const columns = mean.length;
  const values = Float32Array.from(stored, (value, at) =>
    unstandardizedNumber(value, mean[at % columns] ?? 0, deviation[at % columns] ?? 1),
  );
  return { values, names };
}

/** Answers questions about examples of data sets; the data set asked for last stays open. */
export class DataBrowser {
  #opened: Promise<Reply<BrowsedDataset>> | null = null;
  #id = '';

  async answer<C extends BrowserChannel>(
    roots: DatasetRoots,
    channel: C,
    request: Request<C>,
  ): Promise<Reply<DataBrowserReplies[C]>> {
    const { id } = request;
    const opened = await this.#open(roots, id);
    if (!opened.ok) return opened;
    try {
      return await answers[channel](opened.value, request);
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === '') throw error;
      return failed(failure('dataset-unreadable', { id, reason }));
    }
  }

  #open(roots: DatasetRoots, id: string): Promise<Reply<BrowsedDataset>> {
    if (this.#opened === null || this.#id !== id) {
      void this.#opened?.then((before) => before.ok && before.value.close());
      this.#id = id;
      const opening = browseDataset(roots, id);
      this.#opened = opening;
      // A data set that could not be read may be fixed meanwhile: it is tried again.
      void opening.then((reply) => {
        if (!reply.ok && this.#opened === opening) this.#opened = null;
      });
    }
    return this.#opened;
  }
}
