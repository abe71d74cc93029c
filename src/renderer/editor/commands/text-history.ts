/**
 * Whose history undo and redo concern while a field has the focus: the text's own, or the network's. A field of the document (an element with
 * `data-document-fields` around it) is the network's as soon as its text is committed, because its value is part of the network then. Values of number
 * fields (`data-live`) are in the network while they are typed; text that was refused (`data-refused`) stays the field's.
 */

/** Fields with text that is not committed yet. */
const uncommitted = new WeakSet<EventTarget>();

function onInput({ target }: Event): void {
  if (target !== null) uncommitted.add(target);
}

function onCommit(event: Event): void {
  const isCommit = !(event instanceof KeyboardEvent) || (event.key === 'Enter' && !event.isComposing);
  if (isCommit && event.target !== null) uncommitted.delete(event.target);
}

/** Follows what is typed in all fields of the window. Returns the function that ends it. */
export function followTyping(): () => void {
  window.addEventListener('input', onInput, true);
  window.addEventListener('focusout', onCommit, true);
  window.addEventListener('keydown', onCommit, true);
  return () => {
    window.removeEventListener('input', onInput, true);
    window.removeEventListener('focusout', onCommit, true);
    window.removeEventListener('keydown', onCommit, true);
  };
}

/** Keys belong to what is being typed in; dialogs, menus and lists have their own keys. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select') !== null;
}

export function isHistoryCommand(command: string): command is 'undo' | 'redo' {
  return command === 'undo' || command === 'redo';
}

/** Whether undo and redo concern the text of `target`, and not the network. */
export function hasTextHistory(target: EventTarget | null): boolean {
  if (!isTyping(target)) return false;
  if (!(target instanceof HTMLInputElement)) return true;
  if (target.closest('[data-document-fields]') === null) return true;
  if (target.dataset.refused !== undefined) return true;
  return target.dataset.live === undefined && uncommitted.has(target);
}

/**
 * Undoes, redoes or leaves a block while a field has the focus. The field is left meanwhile: it commits what was typed, as the edit that is undone,
 * and shows the network's value again instead of its text.
 */
export function runFromField(target: EventTarget | null, run: () => void): void {
  if (!(target instanceof HTMLInputElement)) {
    run();
    return;
  }
  target.blur();
  run();
  if (target.isConnected) target.focus();
}
