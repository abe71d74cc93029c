import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { setLook } from './views/look';

/** The panel at the right of a wide window: inspector and training side by side. */

test.use({ settings: { isTourDone: true } });

test('the columns are dragged and moved with keys, and are as they were left', async ({ netloom }) => {
  const { page } = netloom;
  await netloom.resize(1_920, 1_000);
  await new Canvas(page).waitForLayout();
  const inspector = page.getByRole('slider', { name: 'Inspector width' });
  const training = page.getByRole('slider', { name: 'Training panel width' });
  const panel = page.getByRole('complementary', { name: 'Details' });
  const widths = async () => [
    Number(await inspector.getAttribute('aria-valuenow')),
    Number(await training.getAttribute('aria-valuenow')),
    Math.round((await panel.boundingBox())?.width ?? 0),
  ];
  const [before = 0, other = 0] = await widths();
  const drag = async (handle: typeof inspector, by: number) => {
    const box = await handle.boundingBox();
    if (box === null) throw new Error('The edge is not on the page.');
    const [x, y] = [box.x + box.width / 2, box.y + 300];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y, { steps: 4 });
    await page.mouse.up();
  };
  // The edge of the panel makes the inspector wider.
  await drag(inspector, -120);
  expect((await widths()).slice(0, 2)).toEqual([before + 120, other]);
  // The edge between the columns shifts width from one to the other.
  const whole = (await widths())[2];
  await drag(training, -60);
  expect(await widths()).toEqual([before + 60, other + 60, whole]);
  await training.focus();
  await page.keyboard.press('ArrowRight');
  expect(await widths()).toEqual([before + 76, other + 44, whole]);
  await inspector.focus();
  await page.keyboard.press('ArrowLeft');
  expect((await widths()).slice(0, 2)).toEqual([before + 92, other + 44]);
  // Neither can be dragged away.
  await drag(training, 900);
  await expect(page.getByTestId('start-training')).toBeInViewport({ ratio: 1 });
  const left = await widths();
  await page.reload();
  await new Canvas(page).waitForLayout();
  expect(await widths()).toEqual(left);
});

test('the list of problems stays while one goes through it', async ({ netloom: { page, ...netloom } }) => {
  const canvas = new Canvas(page);
  await netloom.resize(1_920, 1_000);
  await canvas.waitForLayout();
  await canvas.select('flatten');
  await page.keyboard.press('Delete');
  const problems = page.getByRole('tab', { name: /^Problems/ });
  await problems.click();
  await page.getByRole('tabpanel', { name: 'Problems' }).getByText('Nothing is connected to dense1.').click();
  await expect(canvas.node('dense1')).toHaveClass(/selected/);
  await expect(problems).toHaveAttribute('aria-selected', 'true');
});

test('panels are where they were scrolled to after other tabs, wider windows and larger text', async ({
  netloom: { page, ...netloom },
}) => {
  await netloom.resize(1_280, 800);
  await new Canvas(page).waitForLayout();
  await page.getByRole('tab', { name: 'Training' }).click();
  const settings = page.locator('[data-settings-part="end"]');
  /** Where the last of the settings is below the upper edge of its panel, in pixels at the normal text size. */
  const place = () =>
    settings.evaluate((element) => {
      const panel = element.closest('[data-document-fields]');
      if (panel === null) throw new Error('The settings are not in a panel.');
      const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const distance = element.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      return Math.round((16 * distance) / size);
    });
  await settings.evaluate((element) => {
    const panel = element.closest('[data-document-fields]');
    if (panel !== null) panel.scrollTop = panel.scrollHeight / 4;
  });
  const before = await place();
  const isThere = () => expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(60);
  await page.getByRole('tab', { name: 'Inspector' }).click();
  await page.getByRole('tab', { name: 'Training' }).click();
  await isThere();
  await netloom.resize(1_900, 800);
  await expect(page.getByRole('tab', { name: 'Training' })).toHaveCount(0);
  await isThere();
  // Larger text takes the window back to one column.
  await setLook(page, { textScale: 1.25 });
  await expect(page.getByRole('tab', { name: 'Training' })).toBeVisible();
  await isThere();
  // What a panel has opened stays open as well.
  await page.getByTestId('open-finder').click();
  await netloom.resize(1_280, 800);
  await setLook(page, { textScale: 1 });
  await netloom.resize(1_900, 800);
  await expect(page.getByRole('tab', { name: 'Training' })).toHaveCount(0);
  await expect(page.getByTestId('start-finder')).toBeVisible();
});
