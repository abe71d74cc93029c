import { createContext, useContext } from 'react';

/** The part of the page that holds menus and lists while they are open (see index.html). */
export function popupContainer(): HTMLElement | null {
  return document.getElementById('popups');
}

/** True inside of a modal dialog, which hides the rest of the page, that part too, from screen readers. */
export const InsideDialog = createContext(false);

/** Where a menu, list or tooltip of this place goes; undefined: beside its dialog. */
export function usePopupContainer(): HTMLElement | null | undefined {
  return useContext(InsideDialog) ? undefined : popupContainer();
}
