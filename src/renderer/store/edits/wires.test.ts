import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { wiresOf } from '../document/network';
import { documentOf, editContextOf, readPreset } from '../testing/documents';
import { canSplice, connect, refusalOf, rewire } from './wires';

const chain = documentOf(
  [
    { id: 'input', type: 'input' },
    { id: 'conv1', type: 'conv2d' },
    { id: 'relu1', type: 'relu' },
    { id: 'add1', type: 'add' },
  ],
  [
    { from: 'input', to: 'conv1' },
    { from: 'conv1', to: 'relu1' },
    { from: 'relu1', to: 'add1' },
  ],
);
const out = (id: string) => ({ id, port: 'out' });
const into = (id: string) => ({ id, port: 'in' });
const texts = (edges: readonly { from: string; to: string }[]) =>
  edges.map((edge) => `${edge.from}>${edge.to}`);

describe('wires', () => {
  it('replace the one that is there where a port takes one', () => {
    const context = editContextOf(chain);
    const changed = applyEdits(chain, connect(context, out('input'), into('relu1')).edits);
    expect(texts(changed.edges)).toEqual(['input>conv1', 'relu1>add1', 'input>relu1']);
  });

  it('come together where a port takes many', () => {
    const changed = applyEdits(chain, connect(editContextOf(chain), out('input'), into('add1')).edits);
    expect(texts(changed.edges).filter((text) => text.endsWith('>add1'))).toEqual([
      'relu1>add1',
      'input>add1',
    ]);
  });

  it('cannot close a loop, feed their own node, or be there twice', () => {
    const place = { document: chain, scope: null };
    expect(refusalOf(place, out('relu1'), into('conv1'))).toBe('cycle');
    expect(refusalOf(place, out('relu1'), into('relu1'))).toBe('same-node');
    expect(refusalOf(place, out('relu1'), into('add1'))).toBe('duplicate');
    expect(refusalOf(place, out('input'), into('add1'))).toBeNull();
  });

  it('can be taken from port to port', () => {
    const [first] = wiresOf(chain, null);
    if (first === undefined) throw new Error('There is a wire.');
    const changed = applyEdits(chain, rewire(editContextOf(chain), first, out('input'), into('relu1')).edits);
    expect(texts(changed.edges)).toEqual(['relu1>add1', 'input>relu1']);
  });

  it('are written with the port only where it is not the first', () => {
    const googlenet = readPreset('googlenet');
    for (const wire of wiresOf(googlenet, 'inception')) expect(wire.edge.from).not.toContain(':');
  });

  it('lead through what has an input and an output', () => {
    expect(canSplice(chain, 'relu')).toBe(true);
    expect(canSplice(chain, 'input')).toBe(false);
    expect(canSplice(chain, 'output')).toBe(false);
  });
});
