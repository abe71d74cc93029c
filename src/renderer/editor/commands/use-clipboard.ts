import { useEffect } from 'react';
import { i18n } from '../../messages/i18n';
import { type Fragment, pasteFragment, readFragment, writeFragment } from '../../store/edits/clipboard';
import { deleteElements } from '../../store/edits/remove-nodes';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { viewport } from '../../store/view/viewport-api';
import { useToasts } from '../../ui/Toaster';
import { selectedFragment, selectedNodeIds, selectedNoteIds } from './edit-commands';
import { isTyping } from './text-history';

/** Text selected in a panel is meant before nodes are. */
function isTextMeant(event: ClipboardEvent): boolean {
  if (isInNote(event.target)) return event.target.selectionStart !== event.target.selectionEnd;
  return isTyping(event.target) || (window.getSelection()?.toString() ?? '') !== '';
}

/** A click on a note puts the cursor into its text: while none of it is chosen, the note itself is meant. */
function isInNote(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isText && target.closest('.react-flow__node') !== null;
}

/** What is selected, once what is being written in a note has become its text. */
function chosenFragment(event: ClipboardEvent): Fragment | null {
  if (isInNote(event.target)) viewport()?.focus();
  return selectedFragment(currentEditContext());
}

function elementCount({ nodes, notes }: Fragment): number {
  return nodes.length + notes.length;
}

/** Writes what is selected to the clipboard; null where text is meant, or nothing is selected. */
function writeChosen(event: ClipboardEvent): Fragment | null {
  if (isTextMeant(event)) return null;
  const fragment = chosenFragment(event);
  if (fragment === null || event.clipboardData === null) return null;
  event.clipboardData.setData('text/plain', writeFragment(fragment));
  event.preventDefault();
  return fragment;
}

function onCopy(event: ClipboardEvent): void {
  const fragment = writeChosen(event);
  if (fragment === null) return;
  const count = elementCount(fragment);
  useToasts.getState().show({ tone: 'info', text: () => i18n.t('app:copied', { count }) });
}

function onCut(event: ClipboardEvent): void {
  const fragment = writeChosen(event);
  if (fragment === null) return;
  performEdit({
    ...deleteElements(currentEditContext(), selectedNodeIds(), [], selectedNoteIds()),
    label: { key: 'cut', values: { count: elementCount(fragment) } },
  });
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
  const userEdit = pasteFragment(
    currentEditContext(),
    fragment,
    { kind: 'offset', by: pasteCount * PASTE_SHIFT },
    'paste',
  );
  performEdit(userEdit);
  const pasted = userEdit.select ?? [];
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show(pasted)));
}

/** Copy, cut and paste of nodes, notes and frames as text, through the system's clipboard. */
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
