import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** What flows along LeNet's wires, in its order. */
const SHAPES = [
  '28 × 28 × 1',
  '28 × 28 × 6',
  '14 × 14 × 6',
  '10 × 10 × 16',
  '5 × 5 × 16',
  '400',
  '120',
  '84',
  '10',
];

for (const language of ['en', 'zh-Hant'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`in ${language}, ${theme}`, () => {
      test.use({ settings: { language, theme } });

      test('the app opens with LeNet, every shape known and nothing wrong', async ({ netloom }) => {
        const canvas = new Canvas(netloom.page);
        await canvas.waitForLayout();
        await expect(canvas.nodes).toHaveCount(14);
        await expect(canvas.wires).toHaveCount(13);
        for (const shape of SHAPES) {
          await expect(netloom.page.getByText(shape, { exact: true }).first()).toBeVisible();
        }
        await expect(netloom.page.getByText('?', { exact: true })).toHaveCount(0);
        await new TrainingPanel(netloom.page).expectPanelState('idle');
        await expect(netloom.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
        await expect(netloom.page.locator('html')).toHaveAttribute('data-theme', theme);
        for (const { width, height } of SIZES) {
          await netloom.resize(width, height);
          // All of the network is in view, also after the window has become another size.
          await expect(canvas.nodes.first()).toBeInViewport({ ratio: 1 });
          await expect(canvas.nodes.last()).toBeInViewport({ ratio: 1 });
          await canvas.waitForLayout();
          await netloom.capture(`${language} ${theme} ${width}x${height}`);
        }
      });
    });
  }
}
