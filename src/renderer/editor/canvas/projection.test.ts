import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { editContextOf, readPreset } from '../../store/testing/documents';
import { createProjector, type Projection } from './projection';

const NONE: ReadonlySet<string> = new Set();

function input(document: NetloomDocument, selectedNodes: ReadonlySet<string> = NONE) {
  return {
    document,
    scope: null,
    positions: editContextOf(document).positions,
    selectedNodes,
    selectedEdges: NONE,
    isZoomedOut: false,
  };
}

const byId = (projection: Projection) => new Map(projection.nodes.map((node) => [node.id, node]));

const ROLES = { node: 'node', note: 'note', wire: 'wire' };

describe('the projection of the document', () => {
  it('has every node with its size and ports, and every wire between ports', () => {
    const document = readPreset('googlenet');
    const { nodes, edges } = createProjector(ROLES)(input(document));
    expect(nodes.map((node) => node.id)).toEqual(document.nodes.map((node) => node.id));
    expect(edges).toHaveLength(document.edges.length);
    expect(new Set(edges.map((edge) => edge.id)).size).toBe(edges.length);
    for (const node of nodes) {
      expect(node.width).toBeGreaterThan(0);
      for (const handle of node.handles ?? [])
        expect(handle.y === -0.5 || handle.y === (node.height ?? 0) - 0.5).toBe(true);
    }
    for (const edge of edges) {
      const target = nodes.find((node) => node.id === edge.target);
      expect(
        target?.handles?.some((handle) => handle.type === 'target' && handle.id === edge.targetHandle),
      ).toBe(true);
    }
  });

  it('reports the ports again after zooming in, as none could be found while zoomed out', () => {
    const given = input(readPreset('lenet'));
    const project = createProjector(ROLES);
    const zoomedOut = byId(project({ ...given, isZoomedOut: true }));
    const near = byId(project(given));
    for (const [id, node] of near) expect(node === zoomedOut.get(id), id).toBe(false);
    const again = byId(project({ ...given, selectedEdges: new Set() }));
    for (const [id, node] of again) expect(node, id).toBe(near.get(id));
  });

  it('keeps what an edit did not touch', () => {
    const document = readPreset('lenet');
    const project = createProjector(ROLES);
    const before = byId(project(input(document)));
    const changed = applyEdits(document, [
      { kind: 'set-parameter', scope: null, id: 'conv1', parameter: 'filters', value: 9 },
    ]);
    const after = byId(project({ ...input(changed), positions: input(document).positions }));
    for (const [id, node] of after) expect(node === before.get(id), id).toBe(id !== 'conv1');
  });

  it('makes only the selected node again when the selection changes', () => {
    const document = readPreset('lenet');
    const project = createProjector(ROLES);
    const before = byId(project(input(document)));
    const after = byId(project(input(document, new Set(['pool1']))));
    for (const [id, node] of after) expect(node === before.get(id), id).toBe(id !== 'pool1');
    expect(after.get('pool1')?.selected).toBe(true);
  });

  it('tells two equal wires apart', () => {
    const document = applyEdits(readPreset('resnet-18'), [
      { kind: 'add-edge', scope: 'residual', edge: { from: 'norm2', to: 'add' } },
    ]);
    const context = editContextOf(document, 'residual');
    const { edges } = createProjector(ROLES)({
      ...input(document),
      scope: 'residual',
      positions: context.positions,
    });
    expect(new Set(edges.map((edge) => edge.id)).size).toBe(edges.length);
    expect(edges.some((edge) => edge.id.endsWith('#1'))).toBe(true);
  });
});
