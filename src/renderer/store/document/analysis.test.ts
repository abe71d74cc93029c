import { beforeEach, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { align, distribute } from '../edits/arrange';
import { moveElements } from '../edits/nodes';
import { deleteElements } from '../edits/remove-nodes';
import { largeNetwork } from '../testing/large-network';
import { currentEditContext, performEdit, redoEdit, undoEdit } from '../view/edit-context';
import { analysisOf } from './analysis';
import { useDocument } from './document';

/* What is known already of a large network is not worked out again. */

const document = largeNetwork(400, true);
const ids = new Set(document.nodes.map(({ id }) => id));

function analysisNow() {
  return analysisOf(useDocument.getState().document);
}

/** Every node of the network somewhere else. */
function moved(of: NetloomDocument): NetloomDocument {
  return applyEdits(
    of,
    of.nodes.map(({ id, position }) => ({
      kind: 'update-node',
      scope: null,
      id,
      changes: { position: { x: (position?.x ?? 0) + 700, y: (position?.y ?? 0) - 30 } },
    })),
  );
}

beforeEach(() => useDocument.getState().open(document, null));

describe('the analysis of a network whose nodes were only moved', () => {
  it.each([
    [
      'a drag',
      () => moveElements(currentEditContext(), new Map([...ids].map((id, at) => [id, { x: at, y: 3 }]))),
    ],
    ['aligning', () => align(currentEditContext(), ids, 'left')],
    ['distributing', () => distribute(currentEditContext(), ids, 'vertical')],
  ])('is the one from before after %s: no node is inferred again', (_, userEdit) => {
    const before = analysisNow();
    performEdit(userEdit());
    const after = analysisNow();
    expect(after.document).not.toBe(document);
    expect(after.nodes).toBe(before.nodes);
    expect(after.graph).toBe(before.graph);
    expect(after.diagnostics).toBe(before.diagnostics);
  });

  it('puts the nodes of repairs beside where the others are now', () => {
    const wrong = applyEdits(document, [{ kind: 'remove-node', scope: null, id: 'flatten' }]);
    const before = analyze(applyEdits(wrong, [{ kind: 'remove-node', scope: null, id: 'input' }]));
    const now = moved(before.document);
    expect(before.diagnostics.length).toBeGreaterThan(0);
    expect(analyze(now, before)).toEqual(analyze(now));
  });
});

describe('undo and redo', () => {
  it('find the analysis of the document they come back to', () => {
    const before = analysisNow();
    performEdit(deleteElements(currentEditContext(), ids, []));
    const after = analysisNow();
    undoEdit();
    expect(analysisNow()).toBe(before);
    redoEdit();
    expect(analysisNow()).toBe(after);
  });

  it('work out again what was analyzed long ago', () => {
    const before = analysisNow();
    for (let count = 0; count < 9; count += 1)
      performEdit(moveElements(currentEditContext(), new Map([['dense', { x: count, y: -count }]])));
    for (let count = 0; count < 9; count += 1) analysisOf({ ...document });
    while (useDocument.getState().past.length > 0) undoEdit();
    expect(analysisNow()).toEqual(before);
  });
});
