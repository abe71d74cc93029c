import { i18n } from '../messages/i18n';
import { blockName, findNode } from '../store/network';
import { currentStage, performStep } from '../store/stage';
import { expandAll } from '../store/steps/expand-all';
import { expandBlock } from '../store/steps/expand-block';
import { blockRefusal, freshBlockName, makeBlock, makeUnique } from '../store/steps/make-block';
import { useToasts } from '../ui/Toaster';
import type { Command } from './command';
import { hasNodes, selectedNodeIds } from './edit-commands';

function collapse(): void {
  const stage = currentStage();
  const ids = selectedNodeIds();
  const refusal = blockRefusal(stage, ids);
  const step = refusal === null ? makeBlock(stage, ids, freshBlockName(stage)) : null;
  if (step !== null) performStep(step);
  else if (refusal !== null)
    useToasts.getState().show({ tone: 'warning', text: i18n.t(`canvas:blockRefusal.${refusal}`) });
}

/** The one selected node, when it is a block. */
function selectedBlock(): string | null {
  const ids = selectedNodeIds();
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return null;
  const { document, scope } = currentStage();
  const node = findNode(document, scope, only);
  return node === undefined || blockName(node) === null ? null : only;
}

export const isBlockSelected = () => selectedBlock() !== null;

function expandSelected(): void {
  const id = selectedBlock();
  const step = id === null ? null : expandBlock(currentStage(), id);
  if (step !== null) performStep(step);
  else useToasts.getState().show({ tone: 'warning', text: i18n.t('canvas:cannotExpand') });
}

function separate(): void {
  const id = selectedBlock();
  const step = id === null ? null : makeUnique(currentStage(), id);
  if (step !== null) performStep(step);
}

function expandEverything(): void {
  const step = expandAll(currentStage());
  if (step !== null) performStep(step);
}

export const blockCommands: readonly Command[] = [
  { id: 'makeBlock', group: 'block', keys: ['Mod+G'], isEnabled: hasNodes, run: collapse },
  {
    id: 'expandBlock',
    group: 'block',
    keys: ['Mod+Shift+G'],
    isEnabled: isBlockSelected,
    run: expandSelected,
  },
  { id: 'expandAll', group: 'block', run: expandEverything },
  { id: 'makeUnique', group: 'block', isEnabled: isBlockSelected, run: separate },
];
