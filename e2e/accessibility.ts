import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** One rule that is broken, and where. */
export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly places: readonly string[];
}

export interface Audit {
  /** All but colors: `findLowContrast` looks at those in every theme. */
  readonly isStructureOnly?: boolean;
  /**
   * Only what is new: what lies over the window when something does, else the workbench when it is open, else all but the canvas' cards.
   */
  readonly isPart?: boolean;
}

const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"][data-open]';
const WORKBENCH = '[data-testid="workbench"][data-open]';

/** Puts axe-core into the page itself, past the content policy, because Electron 22 has no second window to run it in. */
async function loadAxe(page: Page): Promise<void> {
  const isThere = await page.evaluate(() => Reflect.has(window, 'axe'));
  if (!isThere) await page.evaluate(axe.source);
}

/** Checks what the window shows now against the rules of axe-core (WCAG 2.1 A and AA and good practice). */
export async function findViolations(page: Page, audit: Audit = {}): Promise<readonly Violation[]> {
  await loadAxe(page);
  return page.evaluate(
    async ({ isStructureOnly = false, isPart = false, overlays, workbench }) => {
      const checker: typeof axe = Reflect.get(window, 'axe');
      const newest = [overlays, workbench].find((place) => document.querySelector(place) !== null);
      const part = newest === undefined ? { exclude: [['.react-flow__viewport']] } : { include: [[newest]] };
      const { violations } = await checker.run(isPart ? part : document, {
        resultTypes: ['violations'],
        // No rule reads style sheets or media files, which axe would fetch again at each view.
        preload: false,
        ...(isStructureOnly ? { rules: { 'color-contrast': { enabled: false } } } : {}),
      });
      return violations.map(({ id, help, nodes }) => ({
        rule: id,
        help,
        places: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      }));
    },
    { ...audit, overlays: OVERLAYS, workbench: WORKBENCH },
  );
}

/** Where the texts are whose contrast is checked, and what the window remembers of them. */
export interface ContrastAudit {
  readonly isPart: boolean;
  /** On the canvas, texts lie over frames, wires and other cards: they are checked again at each view with another name here. */
  readonly canvas: string;
}

/**
 * Checks the contrast of texts in both themes, with normal and high contrast, without looking twice at the same colors: contrast
 * depends on the color and size of a text and on the backgrounds it is on, and a combination that axe-core has passed in a theme
 * is not asked about again in that theme. The theme is set where the tokens read it, and is afterwards what it was.
 */
export async function findLowContrast(page: Page, audit: ContrastAudit): Promise<readonly Violation[]> {
  await loadAxe(page);
  return page.evaluate(
    async ({ isPart, canvas, overlays, workbench }) => {
      const checker: typeof axe = Reflect.get(window, 'axe');
      // How many more times to ask about colors. One pass is enough; axe-core is not sure about some, e.g. where things overlap: these are
      // asked about again with new ones, because most of what it takes is for the window as a whole.
      const TRIES = 3;
      const left: Map<string, number> = Reflect.get(window, 'colorsLeft') ?? new Map<string, number>();
      Reflect.set(window, 'colorsLeft', left);

      const newest = [overlays, workbench].find((place) => document.querySelector(place) !== null);
      const isInPart = (element: Element) =>
        newest === undefined
          ? element.closest('.react-flow__viewport') === null
          : element.closest(newest) !== null;
      const isText = (element: Element) =>
        element.matches('input, textarea, select') ||
        [...element.childNodes].some(
          ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
        );
      const texts = [...document.body.querySelectorAll('*')].filter(
        (element) =>
          isText(element) &&
          (!isPart || isInPart(element)) &&
          // Rules of contrast do not hold for what is disabled, nor can anyone read what is not shown.
          element.closest('[disabled], [aria-disabled="true"], [data-disabled], [inert]') === null &&
          element.closest('.visually-hidden') === null &&
          element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
      );

      /** What the contrast of a text depends on. Something positioned may lie over something that it is not in: its class shows it. */
      const colorsOf = (element: Element, known: Map<Element, string>): string => {
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        return `${color} ${fontSize} ${fontWeight} ${groundOf(element, known)}`;
      };
      const groundOf = (element: Element, known: Map<Element, string>): string => {
        const before = known.get(element);
        if (before !== undefined) return before;
        const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
        const own = [
          backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : backgroundColor,
          backgroundImage === 'none' ? '' : backgroundImage,
          opacity === '1' ? '' : opacity,
          filter === 'none' ? '' : filter,
          position === 'static' || position === 'relative' ? '' : element.getAttribute('class'),
          element.matches('.react-flow__viewport') ? canvas : '',
        ].join('');
        const parent = element.parentElement;
        const ground = `${parent === null ? '' : groundOf(parent, known)}${own === '' ? '' : `/${own}`}`;
        known.set(element, ground);
        return ground;
      };

      const root = document.documentElement;
      const { theme, contrast } = root.dataset;
      const found: { rule: string; help: string; places: string[] }[] = [];
      for (const name of ['light normal', 'dark normal', 'light high', 'dark high']) {
        [root.dataset.theme, root.dataset.contrast] = name.split(' ');
        const known = new Map<Element, string>();
        const keys = new Map(texts.map((text) => [text, `${name}: ${colorsOf(text, known)}`]));
        const asked = texts.filter((text) => left.get(keys.get(text) ?? '') !== 0);
        if (asked.every((text) => left.has(keys.get(text) ?? ''))) continue;
        const { passes, violations } = await checker.run(asked, {
          runOnly: ['color-contrast'],
          resultTypes: ['passes', 'violations'],
          elementRef: true,
        });
        for (const key of new Set(asked.map((text) => keys.get(text) ?? '')))
          left.set(key, (left.get(key) ?? TRIES) - 1);
        for (const { element } of passes.flatMap(({ nodes }) => nodes)) {
          if (element !== undefined) left.set(keys.get(element) ?? '', 0);
        }
        for (const { id, help, nodes } of violations) {
          const places = nodes.map(
            (node) => `${name}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
          );
          found.push({ rule: id, help, places });
        }
      }
      root.dataset.theme = theme;
      root.dataset.contrast = contrast;
      return found;
    },
    { ...audit, overlays: OVERLAYS, workbench: WORKBENCH },
  );
}
