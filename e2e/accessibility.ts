import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** One rule that is broken, and where. */
export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly places: readonly string[];
}

/**
 * Checks what the window shows now against the rules of axe-core (WCAG 2.1 A and AA and good practice). It is run in the page
 * itself, past the content policy, because Electron 22 has no second window to run it in.
 */
export async function findViolations(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const checker: typeof axe = Reflect.get(window, 'axe');
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      places: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }));
  });
}
