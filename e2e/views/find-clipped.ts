import type { Page } from '@playwright/test';

/** A text that is cut off without a way to read the rest, or a control that cannot be reached, and where. */
export interface Clipped {
  readonly kind: 'cut text' | 'cut control' | 'covered text' | 'scrolls sideways';
  readonly what: string;
  readonly where: string;
}

/**
 * Looks over all that the window shows now. A text may be cut where scrolling brings the rest, or where it ends in an ellipsis and
 * the whole is in a title or a name; a control has to be inside the window, or where scrolling brings it. Only tables, code, pictures and plots scroll
 * sideways, neither the page nor a form. What lies on the canvas is held to its own card only: the canvas is panned.
 */
export function findClipped(page: Page): Promise<readonly Clipped[]> {
  return page.evaluate(() => {
    const CONTROLS =
      'button, input:not([type="file"]), textarea, select, a[href], [tabindex="0"], [role="option"], [role^="menuitem"]';
    const SIDE_SLACK = 1.5;
    /** What is read by scrolling sideways: tables with many columns, code with long lines, rows of pictures and plots. */
    const WIDE = 'table, [role="grid"], pre, code, textarea, svg:not(.lucide), canvas, img, .uplot';
    const found: Clipped[] = [];

    const nameOf = (element: Element): string => {
      const names: string[] = [];
      for (let at: Element | null = element; at !== null && names.length < 4; at = at.parentElement) {
        const own = at.getAttribute('data-testid') ?? [...at.classList][0] ?? at.tagName.toLowerCase();
        names.unshift(own.replace(/^_|_[a-z0-9]+_\d+$/gi, ''));
      }
      return names.join(' > ');
    };
    /** Whether it belongs to a popup whose button is out of sight: nobody can open it there; it was open when the text became larger. */
    const isOfHiddenButton = (element: Element): boolean => {
      const positioner = element.closest('[data-side]');
      if (positioner === null) return false;
      const button = [...document.querySelectorAll('[data-popup-open]')].find(
        (one) => !positioner.contains(one),
      );
      if (positioner.matches('[data-anchor-hidden]')) return true;
      if (button === undefined) return false;
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return x < 0 || y < 0 || x > window.innerWidth || y > window.innerHeight || !isInSight(button, x, y);
    };
    const isHidden = (element: Element): boolean =>
      isOfHiddenButton(element) ||
      element.closest(
        '.visually-hidden, [aria-hidden="true"], [href="#canvas"], .react-flow__edges, script, style',
      ) !== null ||
      getComputedStyle(element).clipPath !== 'none' ||
      !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    /** Whether nothing that scrolls has the point outside what it shows. */
    const isInSight = (element: Element, x: number, y: number): boolean => {
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const { left, right, top, bottom } = at.getBoundingClientRect();
        if (x < left || x > right || y < top || y > bottom) return false;
      }
      return true;
    };
    const isCutting = (value: string) => value === 'hidden' || value === 'clip';
    const isScrolling = (value: string) => value === 'auto' || value === 'scroll';

    /** Whether a box is cut off by what it is in; scrolling counts as seeing. */
    const isCut = (element: Element, box: DOMRect, upDownSlack: number): Element | null => {
      let { left, right, top, bottom } = box;
      let position = getComputedStyle(element).position;
      for (let at = element; at.parentElement !== null; at = at.parentElement) {
        if (at.classList.contains('react-flow')) return null;
        const style = getComputedStyle(at);
        const canCut =
          position === 'fixed'
            ? at === element
            : position !== 'absolute' || style.position !== 'static' || at === element;
        if (canCut) {
          const around = at.getBoundingClientRect();
          if (isScrolling(style.overflowX) && at.scrollWidth > at.clientWidth) {
            left = Math.max(left, around.left);
            right = Math.min(right, around.right);
          } else if (isCutting(style.overflowX) || isScrolling(style.overflowX)) {
            if (left < around.left - SIDE_SLACK || right > around.right + SIDE_SLACK) return at;
          }
          if (isScrolling(style.overflowY) && at.scrollHeight > at.clientHeight) {
            top = Math.max(top, around.top);
            bottom = Math.min(bottom, around.bottom);
          } else if (isCutting(style.overflowY) || isScrolling(style.overflowY)) {
            if (top < around.top - upDownSlack || bottom > around.bottom + upDownSlack) return at;
          }
          if (at !== element || position === 'static') position = style.position;
        }
      }
      const isOut =
        left < -SIDE_SLACK ||
        top < -upDownSlack ||
        right > window.innerWidth + SIDE_SLACK ||
        bottom > window.innerHeight + upDownSlack;
      return isOut && left < right && top < bottom ? document.documentElement : null;
    };
    /** A text that ends in an ellipsis may be cut, if all of it can be read elsewhere. */
    const isReportedElsewhere = (element: Element, by: Element, text: string): boolean => {
      const { textOverflow, webkitLineClamp } = getComputedStyle(by);
      if (textOverflow !== 'ellipsis' && webkitLineClamp === 'none') return false;
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const reported = `${at.getAttribute('title') ?? ''} ${at.getAttribute('aria-label') ?? ''}`;
        if (reported.includes(text)) return true;
      }
      return false;
    };

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (element === null || text === '' || isHidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      const by = isCut(element, box, 0.35 * size);
      if (by !== null && !isReportedElsewhere(element, by, text))
        found.push({
          kind: 'cut text',
          what: text.slice(0, 60),
          where: `${nameOf(element)} by ${nameOf(by)}`,
        });
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const top = document.elementFromPoint(x, y);
      const layer = '[role="dialog"], [role="menu"], [role="listbox"], [data-testid="tour"], .react-flow';
      if (
        by === null &&
        top !== null &&
        !top.contains(element) &&
        !element.contains(top) &&
        top.closest('label') !== element.closest('label') &&
        element.closest('.react-flow, [data-overlay]') === null &&
        (top.closest(layer) === null || top.closest(layer) === element.closest(layer)) &&
        !top.matches('[class*="backdrop"]') &&
        top.closest('[class*="toast"], [data-base-ui-inert]') === null &&
        isInSight(element, x, y) &&
        range.getClientRects().length === 1
      )
        found.push({
          kind: 'covered text',
          what: text.slice(0, 60),
          where: `${nameOf(element)} under ${nameOf(top)}`,
        });
    }
    for (const control of document.querySelectorAll(CONTROLS)) {
      if (isHidden(control) || control.closest('.react-flow__viewport') !== null) continue;
      const box = control.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const by = isCut(control, box, 2);
      if (by === null || by === control) continue;
      const label = control.getAttribute('aria-label') ?? control.textContent ?? control.tagName;
      found.push({
        kind: 'cut control',
        what: label.slice(0, 60),
        where: `${nameOf(control)} by ${nameOf(by)}`,
      });
    }
    for (const element of document.querySelectorAll('*')) {
      const { overflowX } = getComputedStyle(element);
      const isPage = element === document.documentElement || element === document.body;
      if (!isPage && !isScrolling(overflowX)) continue;
      if (element.scrollWidth <= element.clientWidth + SIDE_SLACK || isHidden(element)) continue;
      if (!isPage && (element.matches(WIDE) || element.querySelector(WIDE) !== null)) continue;
      found.push({
        kind: 'scrolls sideways',
        what: `${element.scrollWidth} in ${element.clientWidth} pixels`,
        where: nameOf(element),
      });
    }
    return found;
  });
}
