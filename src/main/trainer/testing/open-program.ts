import { plannedShards } from '../../../graph-runtime/compile/planned-shards';
import { buildProgram, type Program, type ProgramData } from '../../../graph-runtime/compile/program';
import type { OutputName, SignatureName } from '../../../graph-runtime/compile/program-signatures';
import type { NetloomDocument, NodeSpec, TrainingSettings } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { type Feeds, NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { int32, type TensorData } from '../engine/tensor-data';
import { loadEngine } from '../engine/tensorflow';

/** Nodes in a row; `from` wires one to another than the node before it. */
export type Nodes = readonly (NodeSpec & { readonly from?: string })[];

function documentOf(nodes: Nodes): NetloomDocument {
  return readDocument({
    format: 'netloom',
    version: 1,
    name: 'test',
    nodes: nodes.map(({ from: _, ...node }) => node),
    edges: nodes.flatMap(({ id, from }, index) => {
      const source = from ?? nodes[index - 1]?.id;
      return source === undefined ? [] : [{ from: source, to: id }];
    }),
    training: { optimizer: { type: 'momentum', learningRate: 0.1 } },
  });
}

const TRAIN_COUNT = 6;
export const TEST_COUNT = 4;
/** Bytes that differ from pixel to pixel and image to image. */
export const pixels = (count: number, size: number) =>
  Uint8Array.from({ length: count * size }, (_, index) => (index * 37 + Math.floor(index / size) * 11) % 256);

export interface Opened {
  readonly program: Program;
  readonly call: <N extends SignatureName>(name: N, feeds?: Feeds) => Record<OutputName<N>, TensorData>;
  readonly session: NativeSession;
}

/** A program that no engine has seen; by default for one that can do everything. */
export function buildTestProgram(
  nodes: Nodes,
  exampleShape: readonly number[],
  training: Partial<TrainingSettings> = {},
  { cores = 1, ...more }: Pick<ProgramData, 'isFed' | 'capabilities'> & { readonly cores?: number } = {},
): Program {
  const document = documentOf(nodes);
  const settings = { ...document.training, ...training };
  const analysis = analyze(document);
  const shards = plannedShards(analysis, settings, cores);
  const data = { exampleShape, trainCount: TRAIN_COUNT, testCount: TEST_COUNT, shards, ...more };
  return buildProgram(analysis, data, settings);
}

/** A program in the engine, with its data and initial weights. */
export async function openProgram(
  nodes: Nodes,
  exampleShape: readonly number[] = [4, 4, 1],
  seed = 1,
  training: Partial<TrainingSettings> = {},
  { isFed = false, cores = 1 } = {},
): Promise<Opened> {
  const { device, capabilities } = await loadEngine();
  const program = buildTestProgram(nodes, exampleShape, training, {
    ...{ isFed, cores, capabilities: capabilities[device.kind] },
  });
  const session = await NativeSession.create(program.graph);
  const call: Opened['call'] = (name, feeds = {}) => callProgram({ program, session }, name, feeds);
  const size = exampleShape.reduce((product, length) => product * length, 1);
  const splits = [
    ['train', TRAIN_COUNT],
    ['test', TEST_COUNT],
  ] as const;
  for (const [name, count] of isFed ? [] : splits) {
    const numbers = Array.from({ length: count }, (_, index) => index);
    call(`allocate-${name}`);
    call(`fill-${name}`, {
      places: int32(numbers),
      images: { dtype: 'uint8', shape: [count, ...exampleShape], values: pixels(count, size) },
      labels: int32(numbers.map((index) => index % 3)),
    });
  }
  call('initialize', { seed: int32([seed], []) });
  return { program, call, session };
}

/** A convolution with normalization, and a dense layer after it. */
export const smallNetwork: Nodes = [
  { id: 'input', type: 'input', parameters: { shape: [4, 4, 1] } },
  { id: 'conv', type: 'conv2d', parameters: { filters: 2, kernelSize: 3 } },
  { id: 'norm', type: 'batchNormalization' },
  { id: 'relu', type: 'relu' },
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 3 } },
  { id: 'output', type: 'output' },
];

/** Everything that is saved. */
export function readState({ program, session }: Opened): Record<string, TensorData> {
  const outputs = Object.fromEntries(program.state.map(({ name, value }) => [name, value]));
  return session.run({ inputs: {}, outputs });
}
