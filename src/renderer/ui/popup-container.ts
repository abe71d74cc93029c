/** The part of the page that holds menus and lists while they are open (see index.html). */
export function popupContainer(): HTMLElement | null {
  return document.getElementById('popups');
}
