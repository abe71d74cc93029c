import { describe, expect, it } from 'vitest';
import { buildLayerTiming } from '../../../graph-runtime/compile/layer-timing';
import { buildProgram } from '../../../graph-runtime/compile/program';
import { type SignatureName, signatureOf } from '../../../graph-runtime/compile/program-signatures';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { float32, int32 } from '../engine/tensor-data';
import { smallNetwork } from '../testing/run-training';

const COUNT = 8;

/** The weights of a small network after one step: the ordinary one, or one that reads the clock between its layers. */
async function stepOnce(isTimed: boolean, isQueued: boolean) {
  const document = smallNetwork({}, { isNormalized: true });
  const data = { exampleShape: [28, 28, 1], trainCount: COUNT, testCount: 1 };
  const optimizer = { type: 'momentum', learningRate: 0.1, momentum: 0.9, nesterov: false } as const;
  const program = buildProgram(analyze(document), data, {
    optimizer: { ...optimizer, weightDecay: 0.01, clipNorm: 1 },
  });
  const { train, graph } = program;
  const { seed } = train.batchInputs;
  if (seed === undefined) throw new Error('the step has no seed');
  const { signature, spans } = buildLayerTiming(graph, {
    ...program,
    ...{ batchInputs: train.batchInputs, seed, isQueued },
  });
  const session = await NativeSession.create(graph);
  try {
    const call = (name: SignatureName, feeds = {}) => callProgram({ program, session }, name, feeds);
    const places = int32(Array.from({ length: COUNT }, (_, index) => index));
    const values = Uint8Array.from({ length: COUNT * 784 }, (_, index) => (index * 37) % 256);
    call('initialize', { seed: int32([1], []) });
    call('allocate-train');
    call('fill-train', {
      ...{ places, labels: places },
      images: { dtype: 'uint8', shape: [COUNT, 28, 28, 1], values },
    });
    const feeds = { indices: places, seed: int32([5, 1]), learningRate: float32([0.1], []) };
    const results = session.run<string>(isTimed ? signature : signatureOf(program, 'train'), feeds);
    const outputs = Object.fromEntries(program.state.map(({ name, value }) => [name, value]));
    return { state: session.run({ inputs: {}, outputs }), results, spans };
  } finally {
    session.dispose();
  }
}

describe('a step that reads the clock between its layers', () => {
  it.each([false, true])(
    'does what the ordinary step does (with layers waited for: %s)',
    async (isQueued) => {
      const ordinary = await stepOnce(false, false);
      const timed = await stepOnce(true, isQueued);
      expect(Object.keys(timed.state)).toContain('norm/movingMean');
      for (const [name, { values }] of Object.entries(ordinary.state)) {
        const differences = values.map((value, index) =>
          Math.abs(value - (timed.state[name]?.values[index] ?? Number.NaN)),
        );
        expect(Math.max(...differences), name).toBeLessThan(1e-6);
      }
    },
  );

  it('reads it in order: input, layers forward, layers backward, update', async () => {
    const { results, spans } = await stepOnce(true, false);
    const names = spans.map((span) => ('path' in span ? `${span.kind} ${span.path}` : span.kind));
    const layers = ['conv', 'norm', 'relu', 'flatten', 'dropout', 'dense'];
    expect(names).toEqual([
      'input',
      ...['input', ...layers, 'output'].map((path) => `forward ${path}`),
      ...['output', ...layers.slice().reverse()].map((path) => `backward ${path}`),
      'update',
    ]);
    const seconds = Array.from(results.seconds?.values ?? []);
    expect(seconds).toHaveLength(spans.length + 1);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  });
});
