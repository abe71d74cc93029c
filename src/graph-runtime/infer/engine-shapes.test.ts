import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NativeSession } from '../../main/trainer/engine/native-session';
import { int32 } from '../../main/trainer/engine/tensor-data';
import { buildProgram, type Program } from '../compile/program';
import { signatureOf } from '../compile/program-signatures';
import type { Signature } from '../compile/signature';
import type { NetloomDocument } from '../document/document';
import type { OpGraph, Value } from '../ops/op-graph';
import { shapeOf } from '../ops/shape';
import { analyze } from './analyze';
import { arbitraryNetwork } from './testing/random-networks';

const BATCH = 3;

/** The shapes of everything a program's nodes output, in the engine: while training and in evaluation, by mode and path. */
async function shapesInEngine(
  program: Program,
  exampleShape: readonly number[],
): Promise<Map<string, readonly number[]>> {
  // Asked for as values of the graph: an activation that is fetched itself may have been fused away (convolution, bias, SiLU).
  const trained = shapeValues(program.graph, program.train.network.activations);
  const evaluated = shapeValues(program.graph, program.evaluation.activations);
  const session = await NativeSession.create(program.graph);
  try {
    for (const split of ['train', 'test'] as const) {
      session.run(signatureOf(program, `allocate-${split}`));
      const size = exampleShape.reduce((product, axis) => product * axis, BATCH);
      session.run(signatureOf(program, `fill-${split}`), {
        places: int32([0, 1, 2]),
        images: {
          dtype: 'uint8',
          shape: [BATCH, ...exampleShape],
          values: Uint8Array.from({ length: size }, (_, index) => (index * 37) % 256),
        },
        labels: int32([0, 1, 2]),
      });
    }
    session.run(signatureOf(program, 'initialize'), { seed: int32([1], []) });
    const shapes = new Map<string, readonly number[]>();
    const look = (mode: string, outputs: Readonly<Record<string, Value>>, { inputs }: Signature) => {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, feedFor(name, value)]),
      );
      for (const [path, { values }] of Object.entries(session.run({ inputs, outputs }, feeds))) {
        shapes.set(`${mode} ${path}`, Array.from(values));
      }
    };
    look('train', trained, signatureOf(program, 'train'));
    look('evaluate', evaluated, signatureOf(program, 'evaluate'));
    // And a whole step: every gradient has the shape of its weight, or the update would fail.
    const { inputs, outputs } = signatureOf(program, 'train');
    session.run(
      { inputs, outputs },
      Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, feedFor(name, value)])),
    );
    return shapes;
  } finally {
    session.dispose();
  }
}

function shapeValues(
  graph: OpGraph,
  activations: ReadonlyMap<string, readonly Value[]>,
): Readonly<Record<string, Value>> {
  return graph.scoped('shapes', () =>
    Object.fromEntries(
      Array.from(activations).flatMap(([path, [value]]) =>
        value === undefined ? [] : [[path, shapeOf(graph, value)]],
      ),
    ),
  );
}

function feedFor(name: string, value: Value) {
  if (name === 'indices') return int32([0, 1, 2]);
  if (name === 'seed') return int32([1, 1]);
  return {
    dtype: 'float32',
    shape: [],
    values: Float32Array.of(value.dtype === 'float32' ? 1e-3 : 0),
  } as const;
}

async function expectSameShapes(document: NetloomDocument): Promise<readonly string[]> {
  const analysis = analyze(document);
  expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const exampleShape = analysis.nodes.get('input')?.outputs?.[0]?.shape ?? [];
  const data = { exampleShape, trainCount: BATCH, testCount: BATCH };
  const program = buildProgram(analysis, data, document.training);
  const shapes = await shapesInEngine(program, exampleShape);
  let count = 0;
  for (const { path } of analysis.graph.nodes) {
    const inferred = analysis.nodes.get(path)?.outputs?.[0]?.shape;
    for (const mode of ['train', 'evaluate']) {
      const real = shapes.get(`${mode} ${path}`);
      if (inferred === undefined || real === undefined) continue;
      count += 1;
      expect([mode, path, ...real], JSON.stringify(document.nodes)).toEqual([mode, path, BATCH, ...inferred]);
    }
  }
  expect(count).toBeGreaterThan(2 * (analysis.graph.nodes.length - 3));
  const weights = program.weights.reduce(
    (sum, { variable }) => sum + variable.shape.reduce((a, b) => a * b, 1),
    0,
  );
  expect(weights).toBe(analysis.cost.trainableParameters + analysis.cost.otherParameters);
  return analysis.graph.nodes.map(({ type }) => type);
}

describe('inferred shapes', () => {
  it('are those of the engine, for random networks', async () => {
    const types = new Set<string>();
    await fc.assert(
      fc.asyncProperty(arbitraryNetwork, async (document) => {
        for (const type of await expectSameShapes(document)) types.add(type);
      }),
      { numRuns: 30 },
    );
    expect(types.size).toBeGreaterThan(20);
  });
});
