import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs } from './pages/system';

test.use({ settings: { isTourDone: true } });

test('a network replaces another whose layers have the same names and other types', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  const canvas = await Canvas.ready(page);
  const file = path.join(userData, 'other.netloom');
  // LeNet has these names: the window keeps a card of each.
  const types = {
    conv1: 'relu',
    pool1: 'adaptiveMaxPooling2d',
    sigmoid1: 'conv2d',
    dense1: 'reduce',
    flatten: 'lstm',
  };
  const nodes = Object.entries(types).map(([id, type]) => ({ id, type }));
  writeFileSync(file, JSON.stringify({ format: 'netloom', version: 2, name: 'Other', nodes, edges: [] }));
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Other');
  await expect(canvas.nodes).toHaveCount(nodes.length);
  await expect(canvas.node('pool1')).toContainText('7×7');
});
