import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** One rule that is broken, and where. */
export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly places: readonly string[];
}

export interface Audit {
  /** Only what depends on colors: the rest has been looked at in another theme. */
  readonly isColorsOnly?: boolean;
  /**
   * Only what is new: what lies over the window when something does, else the workbench when it is open, else all but the canvas' cards.
   */
  readonly isPart?: boolean;
}

/**
 * Checks what the window shows now against the rules of axe-core (WCAG 2.1 A and AA and good practice). It is run in the page
 * itself, past the content policy, because Electron 22 has no second window to run it in.
 */
export async function findViolations(page: Page, audit: Audit = {}): Promise<readonly Violation[]> {
  const isThere = await page.evaluate(() => Reflect.has(window, 'axe'));
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(async ({ isColorsOnly = false, isPart = false }) => {
    const checker: typeof axe = Reflect.get(window, 'axe');
    const overlays = '[role="dialog"], [role="menu"], [role="listbox"][data-open]';
    const newest = [overlays, '[data-testid="workbench"][data-open]'].find(
      (place) => document.querySelector(place) !== null,
    );
    const part = newest === undefined ? { exclude: [['.react-flow__viewport']] } : { include: [[newest]] };
    const { violations } = await checker.run(isPart ? part : document, {
      resultTypes: ['violations'],
      ...(isColorsOnly ? { runOnly: ['color-contrast'] } : {}),
    });
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      places: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }));
  }, audit);
}
