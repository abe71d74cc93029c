import { newHeadFix } from '../../../graph-runtime/training-checks/new-head';
import { analysisOf } from '../../store/document/analysis';
import { datasetSummary } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { findNode } from '../../store/document/network';
import { freezeUpTo, setFrozen, unfreezeFrom } from '../../store/edits/freeze';
import { currentEditContext, openLocation, performEdit } from '../../store/view/edit-context';
import { hasWeights } from '../../store/view/learning-state';
import type { Command } from './command';
import { selectedNodeIds } from './edit-commands';

/** Whether a node of the open scope can be frozen. */
function canFreeze(id: string): boolean {
  return hasWeights(analysisOf(useDocument.getState().document), openLocation(), id);
}

const freezable = () => [...selectedNodeIds()].filter(canFreeze);
const hasFreezable = () => freezable().length > 0;
const hasSelectedNodes = () => selectedNodeIds().size > 0;

/** All learn again when all are frozen; otherwise all are frozen. */
function toggleFrozen(): void {
  const context = currentEditContext();
  const ids = freezable();
  const isFrozen = (id: string) => findNode(context.document, context.scope, id)?.trainable === false;
  performEdit(setFrozen(context, ids, !ids.every(isFrozen)));
}

function newHead() {
  const { document } = useDocument.getState();
  const dataset = datasetSummary(document.dataset.id);
  return dataset === null ? null : newHeadFix(analysisOf(document), dataset);
}

function putNewHead(): void {
  const fix = newHead();
  if (fix === null) return;
  const { name = '', count = 0 } = fix.values;
  performEdit({ label: { key: 'newHead', values: { name: `${name}`, count } }, edits: fix.edits });
}

export const learningCommands: readonly Command[] = [
  {
    id: 'freeze',
    group: 'training',
    aliases: ['trainable', 'requires_grad', 'lock weights', '鎖定權重', '可訓練'],
    keys: ['L'],
    keysIn: 'canvas',
    isEnabled: hasFreezable,
    run: toggleFrozen,
  },
  {
    id: 'freezeUpTo',
    group: 'training',
    isEnabled: hasSelectedNodes,
    run: () => performEdit(freezeUpTo(currentEditContext(), [...selectedNodeIds()], canFreeze)),
  },
  {
    id: 'unfreezeFrom',
    group: 'training',
    aliases: ['fine-tune', '微調'],
    isEnabled: hasSelectedNodes,
    run: () => performEdit(unfreezeFrom(currentEditContext(), [...selectedNodeIds()], canFreeze)),
  },
  {
    id: 'newHead',
    group: 'training',
    aliases: ['transfer learning', 'fine-tune', 'replace the classifier', '遷移學習', '微調', '更換分類層'],
    isEnabled: () => newHead() !== null,
    run: putNewHead,
  },
];
