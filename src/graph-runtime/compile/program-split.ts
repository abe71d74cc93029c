import type { ExampleType } from '../datasets/example-type';
import type { DataType, OpGraph, OpNode, Value } from '../ops/op-graph';
import { scalar } from '../ops/constant';
import { identity, placeholder } from '../ops/variables';
import {
  allocateSplit,
  type DataSplit,
  declareSplit,
  feedBatch,
  fillSplit,
  gatherBatch,
  labelTypeOf,
  readLabels,
  readSplit,
  type StoredBatch,
} from './data-input';
import type { Preparation } from './prepare-images';
import type { SplitSignatures } from './program-signatures';

/** What is to be known of the data to read it. */
export interface SplitData {
  /** `[height, width, channels]` of the stored images, or `[features]` of a table's rows. */
  readonly exampleShape: readonly number[];
  /** What they are made of; absent: bytes. */
  readonly dtype?: ExampleType;
  readonly trainCount: number;
  readonly testCount: number;
  /** Fed with every call, because it is too large to be kept in the engine. */
  readonly isFed?: boolean;
}

/** A split of the data as a program reads it. */
export interface ProgramSplit {
  /** A batch of the split, with feeds of its own. */
  readonly readBatch: (preparation: Preparation) => StoredBatch;
  /** How the examples come into the engine; none where they are fed. */
  readonly signatures: SplitSignatures;
}

/**
 * A split, kept in the engine or fed.
 *
 * @param preparation of an evaluation: its targets say how labels are stored
 */
export function splitOf(
  graph: OpGraph,
  name: 'train' | 'test',
  data: SplitData,
  preparation: Preparation,
): ProgramSplit {
  const { exampleShape, dtype } = data;
  if (data.isFed === true) {
    return { readBatch: (prepared) => feedBatch(graph, name, exampleShape, prepared, dtype), signatures: {} };
  }
  const count = name === 'train' ? data.trainCount : data.testCount;
  const split = declareSplit(graph, name, count, exampleShape, dtype, labelTypeOf(preparation, exampleShape));
  return {
    readBatch: (prepared) => gatherBatch(graph, split, prepared),
    signatures: dataSignatures(graph, split),
  };
}

function dataSignatures(graph: OpGraph, split: DataSplit): SplitSignatures {
  const [, ...exampleShape] = split.images.shape;
  const feed = (name: string, dtype: DataType, shape: readonly (number | null)[]) =>
    graph.scoped(`feeds/${split.name}/${name}`, () => placeholder(graph, dtype, shape));
  const places = feed('places', 'int32', [null]);
  const { labels } = split;
  const rows = {
    images: feed('images', split.images.dtype, [null, ...exampleShape]),
    ...(labels && { labels: feed('labels', labels.dtype, [null, ...labels.shape.slice(1)]) }),
  };
  const allocated = allocateSplit(graph, split);
  const filled = fillSplit(graph, split, places, rows);
  const stored = readLabels(graph, split);
  return {
    [`allocate-${split.name}`]: {
      inputs: {},
      outputs: { done: done(graph, `allocate-${split.name}`, allocated) },
    },
    [`fill-${split.name}`]: {
      inputs: { places, ...rows },
      outputs: { done: done(graph, `fill-${split.name}`, filled) },
    },
    [`read-${split.name}`]: readSplit(graph, split),
    ...(stored && { [`labels-${split.name}`]: stored }),
  };
}

/** A number to fetch so that the ops run: calls are made for their outputs. */
export function done(graph: OpGraph, name: string, after: readonly OpNode[]): Value {
  return graph.scoped(`done/${name}`, () => identity(graph, scalar(graph, 1, 'int32'), after));
}
