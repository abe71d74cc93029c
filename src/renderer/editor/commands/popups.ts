/** Menus, the lists of selects, and lists to pick from: what lies over the window until something is chosen, and has keys of its own. */
const POPUPS = '[role="menu"], :is(#popups, [data-base-ui-portal]) [role="listbox"], [data-quick-pick]';
const DIALOGS = ':is([role="dialog"], [role="alertdialog"]):not([data-quick-pick])';
/** Submenus of submenus: more there are not. */
const MOST_NESTED = 5;

/**
 * A popup lies over the window, not over a dialog, which wants an answer first. Where the focus is does not matter: a popup is seen before it
 * takes the focus.
 */
export function isPopupOpen(): boolean {
  return innermostPopup() !== undefined && document.querySelector(DIALOGS) === null;
}

/**
 * In a dialog or a popup. The outline is part of the window: it passes on what it has no use for. What is fading out still has the focus for a
 * moment, but no use for keys.
 */
export function isModal(target: EventTarget | null): boolean {
  const layer = target instanceof HTMLElement ? target.closest(`${POPUPS}, ${DIALOGS}`) : null;
  return layer !== null && !isFadingOut(layer);
}

/** Closes all popups as Escape does, and resolves when they are gone and the focus is where it was before them. */
export async function closePopups(): Promise<void> {
  for (let depth = 0; depth < MOST_NESTED; depth += 1) {
    const popup = innermostPopup();
    if (popup === undefined) return;
    const { activeElement } = document;
    const target = popup.contains(activeElement) ? activeElement : popup;
    target?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }),
    );
    await nextFrame();
  }
}

function innermostPopup(): Element | undefined {
  return [...document.querySelectorAll(POPUPS)].filter((popup) => !isFadingOut(popup)).at(-1);
}

/** It is closed already, and drawn until its animation ends. */
function isFadingOut(layer: Element): boolean {
  return layer.closest('[data-closed]') !== null;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
