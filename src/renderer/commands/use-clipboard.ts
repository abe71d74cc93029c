import { useEffect } from 'react';
import { viewport } from '../canvas/viewport-api';
import { i18n } from '../messages/i18n';
import { currentStage, performStep } from '../store/stage';
import { copyFragment, pasteFragment, readFragment, writeFragment } from '../store/steps/clipboard';
import { deleteElements } from '../store/steps/nodes';
import { useToasts } from '../ui/Toaster';
import { selectedNodeIds } from './edit-commands';
import { isTyping } from './use-keyboard';

/** Text selected in a panel is meant before nodes are. */
function isTextMeant(event: ClipboardEvent): boolean {
  return isTyping(event.target) || (window.getSelection()?.toString() ?? '') !== '';
}

function onCopy(event: ClipboardEvent): void {
  if (isTextMeant(event)) return;
  const fragment = copyFragment(currentStage(), selectedNodeIds());
  if (fragment === null || event.clipboardData === null) return;
  event.clipboardData.setData('text/plain', writeFragment(fragment));
  event.preventDefault();
  useToasts.getState().show({ tone: 'info', text: i18n.t('app:copied', { count: fragment.nodes.length }) });
}

function onCut(event: ClipboardEvent): void {
  if (isTextMeant(event)) return;
  const ids = selectedNodeIds();
  const stage = currentStage();
  const fragment = copyFragment(stage, ids);
  if (fragment === null || event.clipboardData === null) return;
  event.clipboardData.setData('text/plain', writeFragment(fragment));
  event.preventDefault();
  performStep({ ...deleteElements(stage, ids, []), label: { key: 'cut', values: { count: ids.size } } });
}

/** Pasted at the same place again and again, copies would hide one another. */
let pasteCount = 0;
let lastPasted = '';
const PASTE_SHIFT = 36;

function onPaste(event: ClipboardEvent): void {
  if (isTyping(event.target)) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const fragment = readFragment(text);
  if (fragment === null) return;
  event.preventDefault();
  pasteCount = text === lastPasted ? pasteCount + 1 : 1;
  lastPasted = text;
  const step = pasteFragment(
    currentStage(),
    fragment,
    { kind: 'offset', by: pasteCount * PASTE_SHIFT },
    'paste',
  );
  performStep(step);
  const pasted = step.select ?? [];
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show(pasted)));
}

/** Copy, cut and paste of nodes as text, through the system's clipboard. */
export function useClipboard(): void {
  useEffect(() => {
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
