import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { wiresOf } from '../document/network';
import { documentOf, readPreset } from '../testing/documents';
import { checkConnection } from './connection-check';

const out = (id: string) => ({ id, port: 'out' });
const into = (id: string) => ({ id, port: 'in' });

describe('a wire that is still while dragging', () => {
  const residual = analyze(
    documentOf(
      [
        { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
        { id: 'conv1', type: 'conv2d', parameters: { filters: 32, strides: 2 } },
        { id: 'add1', type: 'add' },
        { id: 'dense1', type: 'dense', parameters: { units: 10 } },
      ],
      [
        { from: 'input', to: 'conv1' },
        { from: 'conv1', to: 'add1' },
      ],
    ),
  );

  it('fits where the shapes do, also when more wires are still to come', () => {
    const twice = analyze(
      documentOf(
        [
          { id: 'input', type: 'input' },
          { id: 'relu1', type: 'relu' },
          { id: 'add1', type: 'add' },
        ],
        [{ from: 'input', to: 'relu1' }],
      ),
    );
    expect(checkConnection(twice, '', out('input'), into('add1'))).toEqual({ kind: 'fits' });
    expect(checkConnection(twice, '', out('relu1'), into('add1'))).toEqual({ kind: 'fits' });
  });

  it('reports why it does not fit, and what would make it fit', () => {
    const check = checkConnection(residual, '', out('input'), into('add1'));
    expect(check.kind).toBe('mismatch');
    if (check.kind !== 'mismatch') return;
    expect(check.problem.code).toBe('add-shape-mismatch');
    expect(check.fixes.some((fix) => fix.edits.some((edit) => edit.kind === 'add-node'))).toBe(true);
  });

  it('is offered Flatten where a vector is wanted', () => {
    const check = checkConnection(residual, '', out('conv1'), into('dense1'));
    expect(check.kind === 'mismatch' ? check.fixes.map((fix) => fix.code) : []).toContain('insert-flatten');
  });

  it('is refused where no wire can be', () => {
    expect(checkConnection(residual, '', out('add1'), into('conv1'))).toEqual({
      kind: 'refused',
      reason: 'cycle',
    });
    expect(checkConnection(residual, '', out('conv1'), into('add1'))).toEqual({
      kind: 'refused',
      reason: 'duplicate',
    });
  });

  it('is checked inside blocks with the shapes of the place', () => {
    const resnet = analyze(readPreset('resnet-18'));
    expect(checkConnection(resnet, 'stage1/residual1', out('conv1'), into('add')).kind).toBe('fits');
  });

  it('that is taken from another port is checked as if it had left that one', () => {
    const { document } = residual;
    const wire = (from: string, to: string) =>
      wiresOf(document, null).find((other) => other.from.id === from && other.to.id === to) ??
      expect.fail(`${from} feeds ${to}.`);
    const moved = wire('conv1', 'add1');
    // The sum has no other input then, so that nothing speaks against the picture's own shape.
    expect(checkConnection(residual, '', out('input'), into('add1'), { moved })).toEqual({ kind: 'fits' });
    expect(checkConnection(residual, '', out('input'), into('add1')).kind).toBe('mismatch');
    // Where it was, it is at home; elsewhere it is refused or needs a converter as a new one would.
    expect(checkConnection(residual, '', out('conv1'), into('add1'), { moved })).toEqual({ kind: 'fits' });
    expect(checkConnection(residual, '', out('conv1'), into('dense1'), { moved })).toMatchObject({
      kind: 'mismatch',
      fixes: [{ code: 'insert-flatten' }, { code: 'insert-average' }, { code: 'use-pointwise' }],
    });
    expect(
      checkConnection(residual, '', out('add1'), into('conv1'), { moved: wire('input', 'conv1') }),
    ).toEqual({ kind: 'refused', reason: 'cycle' });
  });
});
