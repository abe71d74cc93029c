import type { Page } from '@playwright/test';
import type { SshMachine } from '../src/testing/ssh-machine';
import { findViolations } from './accessibility';
import { findLowContrast } from './contrast';
import { expect, type Netloom, test } from './fixture';
import { startMachine, stopMachine } from './pages/machines';
import { walkEditor } from './views/editor-views';
import { findClipped } from './views/find-clipped';
import { findEnglish } from './views/find-english';
import { walkLayers } from './views/layer-views';
import { walkMachines } from './views/machine-views';
import { type Look, PLAIN, setLook, type Visit } from './views/look';
import { WALKS_OF_NETWORKS } from './views/network-views';
import { walkProjects } from './views/project-views';
import { walkStates } from './views/state-views';
import { TARGETS_OF_WALK, walkTarget } from './views/target-views';
import { walkWorkbench } from './views/workbench-views';

/** In which text is looked for that is cut off, besides the plain look: the smallest changes from one to the next, which take time. */
const LOOKS: readonly Look[] = [
  { textScale: 2 },
  { language: 'zh-Hant', textScale: 2 },
  { language: 'zh-Hant' },
];

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
 * of reach at the smallest usual window, in either language, with text up to twice its size; and nothing is English in Chinese; and nothing
 * moves, motion being reduced.
 */
function audit({ page }: Netloom): Visit {
  let count = 0;
  return async (view) => {
    const seen: unknown[] = [];
    const note = (look: object, found: readonly unknown[]) => {
      if (found.length > 0) seen.push({ ...look, found });
    };
    const isPart = count > 0 && !ON_CARDS.has(view);
    note({}, await findViolations(page, { isPart, isStructureOnly: true }));
    note({}, await findLowContrast(page, { isPart, canvas: ON_CARDS.has(view) ? view : '' }));
    note({}, await findClipped(page));
    note({}, await findMoving(page));
    for (const look of LOOKS) {
      await setLook(page, look);
      note(look, await findClipped(page));
      if (look.language === 'zh-Hant' && look.textScale === undefined) note(look, await findEnglish(page));
    }
    await setLook(page, PLAIN);
    count += 1;
    expect.soft(seen, view).toEqual([]);
  };
}

/** What is wrong without a name, in one theme or in one language only, is found where the walks have been before. */
async function expectAuditToFind({ page }: Netloom): Promise<void> {
  await page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(`
      .audited { position: fixed; z-index: 9999; top: 0; left: 0; background: var(--color-surface); }
      [data-theme="dark"][data-contrast="high"] .unreadable { color: #222; }
      [data-theme="light"][data-contrast="high"] .faint { opacity: 0.2; }
      .cut { overflow: hidden; width: 500px; white-space: nowrap; }
      [lang^="zh"] .cut { width: 20px; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    const place = document.createElement('div');
    place.className = 'audited';
    place.setAttribute('role', 'dialog');
    place.setAttribute('aria-label', 'Audited');
    place.innerHTML =
      '<p class="unreadable">Unreadable</p><p class="faint">Faint</p><p class="cut">Too long for its box</p><button></button><i title="移除Sigmoid"></i>';
    document.body.append(place);
  });
  const rules = await findViolations(page, { isPart: true, isStructureOnly: true });
  expect(rules.map(({ rule }) => rule)).toEqual(['button-name']);
  const low = await findLowContrast(page, { isPart: true, canvas: '' });
  expect(low.flatMap(({ places }) => places)).toEqual([
    expect.stringMatching(/^light high: .faint/),
    expect.stringMatching(/^dark high: .unreadable/),
  ]);
  const cut = expect.objectContaining({ kind: 'cut text', what: 'Too long for its box' });
  expect(await findClipped(page)).not.toContainEqual(cut);
  await setLook(page, { language: 'zh-Hant' });
  expect(await findClipped(page)).toContainEqual(cut);
  expect((await findEnglish(page)).map(({ text }) => text)).toEqual([
    'Unreadable: Unreadable',
    'Faint: Faint',
    'Too long for its box: Too long for its box',
    'Audited: Audited',
    '移除Sigmoid',
  ]);
}

test.use({ settings: { isTourDone: true }, launchArguments: ['--use-fake-device-for-media-stream'] });
test.beforeEach(async ({ netloom }) => {
  await netloom.resize(1280, 800);
  await expect(netloom.page.getByRole('heading', { level: 1 })).toBeVisible();
  await setLook(netloom.page, PLAIN);
});

test.describe('at the first start', () => {
  test.use({ settings: { isTourDone: false } });

  test('nothing is wrong with the views for building networks', async ({ netloom }) => {
    test.slow();
    await walkEditor(netloom, audit(netloom));
  });
});

test('nothing is wrong with the views that have to do with files', async ({ netloom }) => {
  test.slow();
  await walkProjects(netloom, audit(netloom));
  await expectAuditToFind(netloom);
});

test('nothing is wrong with the views for training and its results', async ({ netloom }) => {
  test.slow();
  await walkWorkbench(netloom, audit(netloom), { epochs: 1, sweepEpochs: 1, batchSize: 500 });
});

test('nothing is wrong with what the training panel says of runs that did not end well', async ({
  netloom,
}) => {
  await walkStates(netloom, audit);
});

test.describe('beside another machine', () => {
  let machine: SshMachine | null = null;
  test.beforeAll(async () => {
    machine = await startMachine();
  });
  test.afterAll(() => stopMachine(machine));

  test('nothing is wrong with the views that have to do with other machines', async ({ netloom }) => {
    test.skip(machine === null, 'no sshd, or no namespaces');
    test.slow();
    if (machine !== null) await walkMachines(netloom, machine, audit(netloom));
  });
});

for (const target of TARGETS_OF_WALK) {
  test(`nothing is wrong with the views of networks whose target is: ${target}`, async ({ netloom }) => {
    await walkTarget(netloom, target, audit(netloom));
  });
}

for (const [what, walk] of WALKS_OF_NETWORKS) {
  test(`nothing is wrong with the views of networks with ${what}`, async ({ netloom }) => {
    test.slow();
    await walk(netloom, audit(netloom));
  });
}

test('every layer of the list has a card and an inspector that are Chinese in Chinese, and nothing of them is cut', async ({
  netloom: { page, ...netloom },
}) => {
  test.slow();
  await setLook(page, { language: 'zh-Hant' });
  await walkLayers({ ...netloom, page }, async (view) => {
    expect.soft([...(await findEnglish(page)), ...(await findClipped(page))], view).toEqual([]);
  });
});
