import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { wiresOf } from '../document/network';
import { nodeSize } from '../document/node-size';
import { documentOf, editContextOf, readPreset } from '../testing/documents';
import { addNode, moveElements, renameNode, setEnabled, spliceNode } from './nodes';
import { isOverlapping } from './placing';
import { deleteElements, dissolveNodes } from './remove-nodes';
import type { EditContext, UserEdit } from './user-edit';

const applied = (context: EditContext, userEdit: UserEdit): NetloomDocument =>
  applyEdits(context.document, userEdit.edits);
const wireTexts = (document: NetloomDocument) => document.edges.map((edge) => `${edge.from}>${edge.to}`);
const relu = { type: 'relu', label: 'ReLU' };

function overlapsIn(document: NetloomDocument): string[] {
  const boxes = document.nodes.map((node) => ({
    id: node.id,
    ...(node.position ?? { x: 0, y: 0 }),
    ...nodeSize(document, node, 'down'),
  }));
  return boxes.flatMap((a, at) =>
    boxes.slice(at + 1).flatMap((b) => (isOverlapping(a, b, 0) ? [`${a.id} ${b.id}`] : [])),
  );
}

describe('adding nodes', () => {
  it('connects after the selected node at the end of a chain, without places while the layout is automatic', () => {
    const context = editContextOf(documentOf([{ id: 'input', type: 'input' }], []));
    const document = applied(context, addNode(context, relu, { kind: 'after', id: 'input' }));
    expect(document.nodes).toEqual([
      { id: 'input', type: 'input' },
      { id: 'relu1', type: 'relu' },
    ]);
    expect(wireTexts(document)).toEqual(['input>relu1']);
  });

  it('goes onto the wire in the middle of a chain', () => {
    const context = editContextOf(readPreset('lenet'));
    const userEdit = addNode(context, relu, { kind: 'after', id: 'conv1' });
    const document = applied(context, userEdit);
    expect(wireTexts(document)).toContain('conv1>relu1');
    expect(wireTexts(document)).toContain('relu1>sigmoid1');
    expect(wireTexts(document)).not.toContain('conv1>sigmoid1');
    expect(userEdit.select).toEqual(['relu1']);
    expect(analyze(document).isTrainable).toBe(true);
  });

  it('makes all places the user’s when one node is placed by hand', () => {
    const context = editContextOf(readPreset('lenet'));
    const document = applied(
      context,
      addNode(context, relu, { kind: 'place', position: { x: 500.4, y: 20.6 } }),
    );
    expect(document.nodes.every((node) => node.position !== undefined)).toBe(true);
    expect(document.nodes.find((node) => node.id === 'relu1')?.position).toEqual({ x: 500, y: 21 });
  });

  it('makes room on a wire: nothing overlaps, and all downstream nodes move down together', () => {
    const lenet = readPreset('lenet');
    const placed = applyEdits(
      lenet,
      moveElements(editContextOf(lenet), new Map([['input', { x: 0, y: 0 }]])).edits,
    );
    const context = editContextOf(placed);
    const wire = wiresOf(placed, null).find((candidate) => candidate.from.id === 'conv1');
    if (wire === undefined) throw new Error('LeNet has such a wire.');
    const document = applied(
      context,
      addNode(context, { type: 'conv2d', label: 'Conv2D' }, { kind: 'wire', wire }),
    );
    const boxes = document.nodes.map((node) => {
      if (node.position === undefined) throw new Error('Every node has a place.');
      return { ...node.position, ...nodeSize(document, node, 'down') };
    });
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(isOverlapping(box, other)).toBe(false);
    }
    const moved = (id: string) =>
      (document.nodes.find((node) => node.id === id)?.position?.y ?? 0) - (context.positions.get(id)?.y ?? 0);
    expect(moved('conv1')).toBe(0);
    expect(moved('sigmoid1')).toBeGreaterThan(0);
    expect(moved('output')).toBe(moved('sigmoid1'));
  });

  it('connects to the port from which a wire was drawn, forwards and backwards', () => {
    const context = editContextOf(
      documentOf(
        [
          { id: 'input', type: 'input' },
          { id: 'output', type: 'output' },
        ],
        [],
      ),
    );
    const forwards = addNode(context, relu, {
      kind: 'port',
      end: 'from',
      at: { id: 'input', port: 'out' },
      position: { x: 0, y: 200 },
    });
    expect(wireTexts(applied(context, forwards))).toEqual(['input>relu1']);
    const backwards = addNode(context, relu, {
      kind: 'port',
      end: 'to',
      at: { id: 'output', port: 'in' },
      position: { x: 0, y: 200 },
    });
    expect(wireTexts(applied(context, backwards))).toEqual(['relu1>output']);
  });
});

describe('other gestures on nodes', () => {
  it('deletes nodes and wires in one edit', () => {
    const context = editContextOf(readPreset('lenet'));
    const wire = wiresOf(context.document, null).find((candidate) => candidate.to.id === 'output');
    if (wire === undefined) throw new Error('LeNet has such a wire.');
    const document = applied(context, deleteElements(context, new Set(['conv1', 'pool1']), [wire]));
    expect(document.nodes).toHaveLength(12);
    expect(wireTexts(document).some((text) => /conv1|pool1|output/.test(text))).toBe(false);
  });

  it('takes the paper and its idea away with the last node, and only then', () => {
    const context = editContextOf(readPreset('lenet'));
    const ids = context.document.nodes.map(({ id }) => id);
    for (const remove of [
      dissolveNodes,
      (...[from, nodes]: Parameters<typeof dissolveNodes>) => deleteElements(from, nodes, []),
    ]) {
      expect(applied(context, remove(context, new Set(ids))).about).toBeUndefined();
      expect(applied(context, remove(context, new Set(ids.slice(1)))).about).toEqual(context.document.about);
    }
  });

  it('closes the gap when asked to', () => {
    const context = editContextOf(readPreset('lenet'));
    const document = applied(context, dissolveNodes(context, new Set(['sigmoid1', 'pool1'])));
    expect(wireTexts(document)).toContain('conv1>conv2');
    expect(document.edges).toHaveLength(11);
  });

  it('leads a wire through a node that was dropped on it', () => {
    const lenet = readPreset('lenet');
    const loose = applyEdits(lenet, [{ kind: 'add-node', scope: null, node: { id: 'relu1', type: 'relu' } }]);
    const context = editContextOf(loose);
    const wire = wiresOf(loose, null).find((candidate) => candidate.from.id === 'dense1');
    if (wire === undefined) throw new Error('LeNet has such a wire.');
    const document = applied(context, spliceNode(context, 'relu1', wire, { x: 510, y: 20 }));
    expect(wireTexts(document)).toContain('dense1>relu1');
    expect(wireTexts(document)).toContain('relu1>sigmoid3');
    expect(document.nodes.find((node) => node.id === 'relu1')?.position).toEqual({ x: 510, y: 20 });
  });

  it('makes room for a node that was dropped on a short wire, between two cards', () => {
    const lenet = readPreset('lenet');
    const context = editContextOf(
      applyEdits(lenet, [{ kind: 'add-node', scope: null, node: { id: 'relu1', type: 'relu' } }]),
    );
    const wire = wiresOf(context.document, null).find((candidate) => candidate.from.id === 'dense1');
    const middle = context.positions.get('dense1')?.y ?? 0;
    if (wire === undefined) throw new Error('LeNet has such a wire.');
    const document = applied(context, spliceNode(context, 'relu1', wire, { x: 0, y: middle + 40 }));
    expect(overlapsIn(document)).toEqual([]);
  });

  it('puts what is dropped onto other cards beside them', () => {
    const context = editContextOf(readPreset('lenet'));
    const document = applied(
      context,
      addNode(context, relu, { kind: 'place', position: { x: 200, y: 100 } }),
    );
    expect(overlapsIn(document)).toEqual([]);
  });

  it('keeps the order of a merge’s inputs when a node goes onto one of its wires', () => {
    const document = documentOf(
      [
        { id: 'input', type: 'input' },
        { id: 'a', type: 'relu' },
        { id: 'b', type: 'relu' },
        { id: 'concatenate1', type: 'concatenate' },
      ],
      [
        { from: 'input', to: 'a' },
        { from: 'input', to: 'b' },
        { from: 'a', to: 'concatenate1' },
        { from: 'b', to: 'concatenate1' },
      ],
    );
    const context = editContextOf(document);
    const wire = wiresOf(document, null).find((candidate) => candidate.from.id === 'a');
    if (wire === undefined) throw new Error('The wire is there.');
    const changed = applied(context, addNode(context, relu, { kind: 'wire', wire }));
    const entering = changed.edges.filter((edge) => edge.to === 'concatenate1').map((edge) => edge.from);
    expect(entering).toEqual(['relu1', 'b']);
  });

  it('renames, and takes the name away again', () => {
    const context = editContextOf(readPreset('lenet'));
    const named = applied(context, renameNode(context, 'conv1', '  Edges  '));
    expect(named.nodes.find((node) => node.id === 'conv1')?.name).toBe('Edges');
    const plain = applied(editContextOf(named), renameNode(editContextOf(named), 'conv1', ' '));
    expect(plain).toEqual(context.document);
  });

  it('bypasses and enables', () => {
    const context = editContextOf(readPreset('lenet'));
    const off = applied(context, setEnabled(context, ['sigmoid1'], false));
    expect(off.nodes.find((node) => node.id === 'sigmoid1')?.enabled).toBe(false);
    expect(analyze(off).isTrainable).toBe(true);
    expect(applied(editContextOf(off), setEnabled(editContextOf(off), ['sigmoid1'], true))).toEqual(
      context.document,
    );
  });
});
