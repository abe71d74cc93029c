import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';

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
