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

/** What lies over the window. */
export const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"][data-open]';
export const WORKBENCH = '[data-testid="workbench"][data-open]';

/** Puts axe-core into the page itself, past the content policy, because Electron 22 has no second window to run it in. */
export async function loadAxe(page: Page): Promise<void> {
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
