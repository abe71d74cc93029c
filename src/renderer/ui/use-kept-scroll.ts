import { type RefObject, useLayoutEffect } from 'react';

/** How far each place was scrolled, in `rem`: as far in the text when that has another size. */
const kept = new Map<string, number>();

const rootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/**
 * Shows a scrolled element where it was when it comes back: a panel leaves the page with its tab, and when a window becomes wide enough for two
 * columns. Another name is another content, which is shown from its beginning.
 */
export function useKeptScroll(name: string, element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    current.scrollTop = (kept.get(name) ?? 0) * rootSize();
    const keep = () => kept.set(name, current.scrollTop / rootSize());
    current.addEventListener('scroll', keep, { passive: true });
    return () => current.removeEventListener('scroll', keep);
  }, [name, element]);
}
