import { describe, expect, it } from 'vitest';
import { analyze } from '../../graph-runtime/infer/analyze';
import { checkConnection } from './connection-check';
import { documentOf, readPreset } from './testing/stages';

const out = (id: string) => ({ id, port: 'out' });
const into = (id: string) => ({ id, port: 'in' });

describe('a wire that is still in the hand', () => {
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

  it('is told why it does not fit, and what would make it fit', () => {
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

  it('is judged inside blocks with the shapes of the place', () => {
    const resnet = analyze(readPreset('resnet-18'));
    expect(checkConnection(resnet, 'stage1/residual1', out('conv1'), into('add')).kind).toBe('fits');
  });
});
