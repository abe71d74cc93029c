import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { DOCUMENT_LIMITS } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { blockName, nodesOf } from '../network';
import { expandBlock } from './expand-block';
import type { Stage, Step } from './step';

/**
 * Replaces every block of the scope by its content, and the blocks in there too, until only layers are left or the scope is
 * full. Null when there is no block to expand.
 */
export function expandAll(stage: Stage): Step | null {
  const edits: DocumentEdit[] = [];
  let current = stage;
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    const uses = nodesOf(current.document, current.scope).filter((node) => blockName(node) !== null);
    for (const use of uses) {
      const step = expandBlock(current, use.id);
      const added = step?.select?.length ?? 0;
      const count = nodesOf(current.document, current.scope).length;
      if (step === null || count + added > DOCUMENT_LIMITS.nodesPerScope) continue;
      edits.push(...step.edits);
      current = { ...current, document: applyEdits(current.document, step.edits) };
      isChanged = true;
    }
  }
  return edits.length === 0 ? null : { label: { key: 'expandAll' }, edits, select: [] };
}
