import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fill, scalar } from '../../../graph-runtime/ops/constant';
import { add, greater, multiply } from '../../../graph-runtime/ops/elementwise';
import { matMul } from '../../../graph-runtime/ops/matmul';
import { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { cast } from '../../../graph-runtime/ops/shape';
import {
  assignVariable,
  identity,
  placeholder,
  readVariable,
  variable,
} from '../../../graph-runtime/ops/variables';
import { NativeSession } from './native-session';
import { float32, int32, numberOf } from './tensor-data';

/** A variable that starts at 1 and is doubled by each call of `double`. */
async function openCounter() {
  const graph = new OpGraph();
  const counter = variable(graph, 'counter', []);
  const begun = assignVariable(graph, counter, scalar(graph, 1));
  const doubled = multiply(graph, readVariable(graph, counter), scalar(graph, 2));
  const stored = assignVariable(graph, counter, doubled);
  const begin = { inputs: {}, outputs: { done: identity(graph, scalar(graph, 0), [begun]) } };
  const double = { inputs: {}, outputs: { value: identity(graph, doubled, [stored]) } };
  return { session: await NativeSession.create(graph), begin, double };
}

describe('NativeSession', () => {
  it('keeps variables between calls, and sessions apart', async () => {
    const [first, second] = [await openCounter(), await openCounter()];
    for (const { session, begin } of [first, second]) session.run(begin);
    const double = ({ session, double: signature }: typeof first) => session.run(signature).value?.values[0];
    expect([double(first), double(first), double(first), double(second)]).toEqual([2, 4, 8, 2]);
    first.session.dispose();
    expect(double(second)).toBe(4);
    second.session.dispose();
  });

  it('takes bytes, integers and numbers of any batch size, and returns them with their shapes', async () => {
    const graph = new OpGraph();
    const bytes = graph.scoped('bytes', () => placeholder(graph, 'uint8', [null, 2]));
    const factor = graph.scoped('factor', () => placeholder(graph, 'int32', []));
    const numbers = cast(graph, bytes, 'float32');
    const scaled = multiply(graph, numbers, cast(graph, factor, 'float32'));
    const signature = {
      inputs: { bytes, factor },
      outputs: {
        scaled,
        whole: cast(graph, scaled, 'int32'),
        large: greater(graph, scaled, scalar(graph, 300)),
      },
    };
    const session = await NativeSession.create(graph);
    for (const rows of [1, 3]) {
      const values = Uint8Array.from({ length: 2 * rows }, (_, index) => 100 + 50 * index);
      const result = session.run(signature, {
        bytes: { dtype: 'uint8', shape: [rows, 2], values },
        factor: int32([2], []),
      });
      expect(result.scaled).toEqual(
        float32(
          Array.from(values, (value) => value * 2),
          [rows, 2],
        ),
      );
      expect(result.whole?.dtype).toBe('int32');
      expect(Array.from(result.large?.values ?? [])).toEqual(
        Array.from(values, (value) => Number(value > 150)),
      );
    }
    session.dispose();
  });

  it('lets a value inside of the graph be fed in place of what would be computed', async () => {
    const graph = new OpGraph();
    const inner = fill(graph, 5, [2]);
    const result = add(graph, inner, scalar(graph, 1));
    const session = await NativeSession.create(graph);
    expect(session.run({ inputs: {}, outputs: { result } }).result).toEqual(float32([6, 6]));
    expect(
      session.run({ inputs: { inner }, outputs: { result } }, { inner: float32([1, 2]) }).result,
    ).toEqual(float32([2, 3]));
    session.dispose();
  });

  it('says what the engine says when a call fails, and continues', async () => {
    const graph = new OpGraph();
    const a = graph.scoped('a', () => placeholder(graph, 'float32', [null, null]));
    const b = graph.scoped('b', () => placeholder(graph, 'float32', [null, null]));
    const signature = { inputs: { a, b }, outputs: { product: matMul(graph, a, b) } };
    const session = await NativeSession.create(graph);
    const { binding } = session.engine.backend;
    const tensors = binding.getNumOfTensors();
    const wrong = { a: float32([1, 2], [1, 2]), b: float32([1, 2, 3], [3, 1]) };
    expect(() => session.run(signature, wrong)).toThrow(/Matrix size-incompatible|must be equal/);
    expect(() => session.run(signature, { a: wrong.a })).toThrow('nothing is fed for b');
    const { product } = session.run(signature, { ...wrong, b: float32([3, 4], [2, 1]) });
    expect(product && numberOf(product)).toBe(11);
    expect(binding.getNumOfTensors()).toBe(tensors);
    session.dispose();
  });

  it('refuses a graph the engine does not know, and leaves nothing on the disk', async () => {
    const own = mkdtempSync(join(tmpdir(), 'netloom-test-'));
    vi.stubEnv('TMPDIR', own);
    const graph = new OpGraph();
    graph.value('NoSuchOp', [], {}, 'float32', []);
    await expect(NativeSession.create(graph)).rejects.toThrow('NoSuchOp');
    const { session } = await openCounter();
    session.dispose();
    expect(readdirSync(own)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(own, { recursive: true });
  });
});
