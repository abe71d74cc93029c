import { describe, expect, it } from 'vitest';
import { OpGraph, type OpShape, type Value } from '../ops/op-graph';
import { bytesOf, memoryTimeline } from './memory-timeline';

/** Ops of float32 values, named by what they do. */
function createGraph() {
  const graph = new OpGraph();
  return (op: string, shape: OpShape, ...inputs: Value[]): Value =>
    graph.value(op, inputs, {}, 'float32', shape);
}

/** What is live at each op, per example and whatever the batch, in values of four bytes. */
function live(...results: Value[]): [string, number, number][] {
  return memoryTimeline(results).map(({ op, activations, gradients }) => [
    op.op,
    activations.perExample / 4,
    gradients / 4,
  ]);
}

describe('memoryTimeline', () => {
  it('gives memory back when the last reader has run', () => {
    const add = createGraph();
    const a = add('Load', [null, 10]);
    const b = add('MatMul', [null, 3], a);
    const c = add('MatMul', [null, 2], b);
    const d = add('MatMul', [null, 1], c, a);
    expect(live(d)).toEqual([
      ['Load', 10, 0],
      ['MatMul', 13, 0],
      ['MatMul', 15, 0],
      ['MatMul', 13, 0],
    ]);
  });

  it('writes over an input that nothing else needs, and only then', () => {
    const add = createGraph();
    const a = add('Load', [null, 10]);
    const b = add('Relu', [null, 10], a);
    const c = add('Relu', [null, 10], b);
    const d = add('ReluGrad', [null, 10], c, b);
    expect(live(d)).toEqual([
      ['Load', 10, 0],
      ['Relu', 10, 0],
      ['Relu', 20, 0],
      ['ReluGrad', 20, 0],
    ]);
  });

  it('counts another name for the same values once, and variables not at all', () => {
    const add = createGraph();
    const weight = add('ReadVariableOp', [10, 5]);
    const a = add('Load', [null, 2, 5]);
    const b = add('Reshape', [null, 10], a);
    const c = add('MatMul', [null, 5], b, weight);
    expect(live(c)).toEqual([
      ['ReadVariableOp', 0, 0],
      ['Load', 10, 0],
      ['Reshape', 10, 0],
      ['MatMul', 15, 0],
    ]);
  });

  it('distinguishes gradients of weights, which have no batch axis, from activations', () => {
    const add = createGraph();
    const a = add('Load', [null, 10]);
    const gradient = add('MatMul', [10, 5], a, a);
    expect(live(gradient)).toEqual([
      ['Load', 10, 0],
      ['MatMul', 10, 50],
    ]);
  });

  it('knows how large values are', () => {
    expect(bytesOf({ dtype: 'uint8', shape: [null, 28, 28] })).toEqual({ fixed: 0, perExample: 784 });
    expect(bytesOf({ dtype: 'int64', shape: [3] })).toEqual({ fixed: 24, perExample: 0 });
  });
});
