import type { Page } from '@playwright/test';
import { findViolations } from './accessibility';
import { expect, type Netloom, test } from './fixture';
import { walkEditor } from './views/editor-views';
import { findClipped } from './views/find-clipped';
import { type Look, PLAIN, setLook, type Visit } from './views/look';
import { walkProjects } from './views/project-views';
import { walkWorkbench } from './views/workbench-views';

/** A look, and what is looked for in it: colors where they are other colors, cut text where it takes another place. */
interface Audited {
  readonly look: Look;
  readonly isColors?: boolean;
  readonly isSize?: boolean;
}

/** Of the looks with high contrast, one view is looked at in the one, the next in the other. */
const HIGH = [{ contrast: 'high' }, { theme: 'dark', contrast: 'high' }] as const;

function looksOf(count: number): readonly Audited[] {
  return [
    { look: { theme: 'dark', language: 'zh-Hant' }, isColors: true, isSize: true },
    { look: HIGH[count % 2] ?? HIGH[0], isColors: true },
    { look: { textScale: 2 }, isSize: true },
    { look: { language: 'zh-Hant', textScale: 2 }, isSize: true },
  ];
}

/** Views that show something new on the cards of the canvas; the first view shows the cards themselves. */
const ON_CARDS = new Set(['canvas', 'frame', 'heat-map', 'problems', 'inside', 'difference', 'block']);

/** What moves although its user wants nothing to. */
function findMoving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => {
        const { duration } = effect?.getComputedTiming() ?? {};
        return playState === 'running' && typeof duration === 'number' && duration > 0;
      })
      .map(({ id, effect }) => `${id} ${effect instanceof KeyframeEffect ? effect.target?.className : ''}`),
  );
}

/**
 * At each view: axe-core finds nothing in either theme, with normal and high contrast; and no text is cut off and no control out
 * of reach at the smallest usual window, in either language, with text up to twice its size; and nothing moves, motion being reduced.
 */
function audit({ page }: Netloom): Visit {
  let count = 0;
  return async (view) => {
    const seen: unknown[] = [];
    const note = (look: object, found: readonly unknown[]) => {
      if (found.length > 0) seen.push({ ...look, found });
    };
    const isPart = count > 0 && !ON_CARDS.has(view);
    note({}, await findViolations(page, { isPart }));
    note({}, await findClipped(page));
    note({}, await findMoving(page));
    for (const { look, isColors = false, isSize = false } of looksOf(count)) {
      await setLook(page, look);
      if (isColors) note(look, await findViolations(page, { isPart, isColorsOnly: true }));
      if (isSize) note(look, await findClipped(page));
    }
    await setLook(page, PLAIN);
    count += 1;
    expect.soft(seen, view).toEqual([]);
  };
}

test.use({ settings: { isTourDone: true } });
test.beforeEach(async ({ netloom }) => {
  await netloom.resize(1280, 800);
  await expect(netloom.page.getByRole('heading', { level: 1 })).toBeVisible();
  await setLook(netloom.page, PLAIN);
});

test.describe('at the first start', () => {
  test.use({ settings: { isTourDone: false } });

  test('nothing is wrong with the views for building networks', async ({ netloom }) => {
    test.setTimeout(400_000);
    await walkEditor(netloom, audit(netloom));
  });
});

test('nothing is wrong with the views that have to do with files', async ({ netloom }) => {
  await walkProjects(netloom, audit(netloom));
});

test('nothing is wrong with the views for training and what comes of it', async ({ netloom }) => {
  test.setTimeout(500_000);
  await walkWorkbench(netloom, audit(netloom), { epochs: 1, sweepEpochs: 1 });
});
