import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { emptyDocument } from '../document/document';
import { insertNetwork } from './network-block';
import type { EditContext } from './user-edit';

function preset(id: string): NetloomDocument {
  const parsed = parseDocument(readFileSync(`presets/${id}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(`presets/${id}.json does not parse`);
  return parsed.document;
}

function editContextOf(document: NetloomDocument): EditContext {
  return { document, scope: null, positions: new Map() };
}

/** An empty network with an input of the shape, the network as a block after it, and an output. */
function wrapped(network: NetloomDocument, id: string, shape: number[]): NetloomDocument {
  const start = applyEdits(emptyDocument('test'), [
    { kind: 'add-node', scope: null, node: { id: 'input', type: 'input', parameters: { shape } } },
  ]);
  const userEdit = insertNetwork(editContextOf(start), network, id, { kind: 'after', id: 'input' });
  const inserted = applyEdits(start, userEdit.edits);
  const [block] = userEdit.select ?? [];
  return applyEdits(inserted, [
    { kind: 'add-node', scope: null, node: { id: 'output', type: 'output' } },
    { kind: 'add-edge', scope: null, edge: { from: block ?? '', to: 'output' } },
  ]);
}

describe('a network put in as a block', () => {
  it.each([
    ['lenet', [28, 28, 1]],
    ['resnet', [96, 96, 1]],
    ['vgg', [224, 224, 1]],
    ['googlenet', [96, 96, 1]],
  ])('%s keeps every parameter and multiply-accumulate', (id, shape) => {
    const network = preset(id);
    const analysis = analyze(wrapped(network, id, shape));
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.cost.trainableParameters).toBe(analyze(network).cost.trainableParameters);
    expect(analysis.cost.multiplyAccumulates).toBe(analyze(network).cost.multiplyAccumulates);
  });

  it('gives another block of the same name a free one, and shares an equal one', () => {
    const densenet = preset('densenet');
    const once = wrapped(densenet, 'densenet', [96, 96, 1]);
    const twice = applyEdits(
      once,
      insertNetwork(editContextOf(once), densenet, 'densenet', { kind: 'place', position: { x: 0, y: 0 } })
        .edits,
    );
    expect(Object.keys(twice.blocks).length).toBe(Object.keys(once.blocks).length + 1);
    expect(Object.keys(twice.blocks)).toContain('densenet2');
    const [shared] = Object.keys(densenet.blocks);
    const changed = { ...preset('resnet'), blocks: { ...preset('resnet').blocks } };
    const clash = applyEdits(once, [
      { kind: 'set-block', name: 'residual', block: { parameters: [], nodes: [], edges: [] } },
    ]);
    const userEdit = insertNetwork(editContextOf(clash), changed, 'resnet', {
      kind: 'place',
      position: { x: 0, y: 0 },
    });
    const after = applyEdits(clash, userEdit.edits);
    expect(after.blocks.residual?.nodes).toEqual([]);
    expect(after.blocks.residual2?.nodes.length).toBeGreaterThan(3);
    expect(after.blocks[shared ?? '']).toEqual(densenet.blocks[shared ?? '']);
  });
});
