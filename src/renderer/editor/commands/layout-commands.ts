import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { Flow } from '../../../graph-runtime/document/document';
import { useDocument } from '../../store/document/document';
import { flowEdits, flowOf } from '../../store/document/flow';
import { arrange, arrangeSelection, turnFlow } from '../../store/edits/arrange';
import { isAutomatic } from '../../store/edits/placing';
import type { EditContext } from '../../store/edits/user-edit';
import { computeLayout } from '../../store/layout/layout-engine';
import { createLayoutRequest } from '../../store/layout/layout-request';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { viewport } from '../../store/view/viewport-api';
import type { Command } from './command';
import { selectedNodeIds } from './edit-commands';

/** Lays out the open scope, or the selected nodes around the middle where they are. */
async function autoLayout(): Promise<void> {
  const chosen = selectedNodeIds();
  if (chosen.size > 1) await layOutSelection();
  else if (isAutomatic(currentEditContext())) viewport()?.fit();
  else await layOutScope();
}

/** The whole scope, flowing another way from now on where `flow` says so. */
async function layOutScope(flow?: Flow): Promise<void> {
  const context = currentEditContext();
  const turned = flow === undefined ? context.document : turnedDocument(context, flow);
  const room = viewport()?.room() ?? null;
  const columns = room === null ? undefined : ({ kind: 'fit', room } as const);
  const { positions } = await computeLayout(createLayoutRequest(turned, context.scope, undefined, columns));
  // Another document or another edit may have come meanwhile: its places are not ours to change.
  if (useDocument.getState().document !== context.document) return;
  // A document without places needs none: the canvas lays it out by itself.
  if (isAutomatic(context) && flow !== undefined) performEdit(turnFlow(context, flow));
  else performEdit(arrange(context, positions, flow));
  fitSoon();
}

function turnedDocument({ document, scope }: EditContext, flow: Flow): EditContext['document'] {
  return applyEdits(document, flowEdits(document, scope, flow));
}

async function layOutSelection(): Promise<void> {
  const context = currentEditContext();
  const { positions } = await computeLayout(
    createLayoutRequest(context.document, context.scope, selectedNodeIds()),
  );
  if (useDocument.getState().document !== context.document) return;
  performEdit(arrangeSelection(context, positions));
}

/** Milliseconds after which the canvas knows where everything is: most layouts are there by then. */
const SETTLED = 120;

function fitSoon(): void {
  setTimeout(() => viewport()?.fit(), SETTLED);
}

const isFlowing = (flow: Flow) => {
  const { document, scope } = currentEditContext();
  return flowOf(document, scope) === flow;
};

export const layoutCommands: readonly Command[] = [
  { id: 'autoLayout', group: 'arrange', keys: ['Mod+L'], run: () => void autoLayout() },
  {
    id: 'layoutSelection',
    group: 'arrange',
    isEnabled: () => selectedNodeIds().size > 1,
    run: () => void layOutSelection(),
  },
  {
    id: 'layoutDown',
    group: 'arrange',
    keys: ['Mod+Alt+ArrowDown'],
    keysIn: 'canvas',
    isEnabled: () => !isFlowing('down'),
    run: () => void layOutScope('down'),
  },
  {
    id: 'layoutRight',
    group: 'arrange',
    keys: ['Mod+Alt+ArrowRight'],
    keysIn: 'canvas',
    isEnabled: () => !isFlowing('right'),
    run: () => void layOutScope('right'),
  },
];
