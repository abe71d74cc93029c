import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { projectDirectory } from './launch';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { setLook } from './views/look';

/** What is known before training to keep a network from learning is shown at its node, its field, and beside Train. */

test.use({ settings: { isTourDone: true } });

/** Wrong in four ways: softmax before cross-entropy, an auxiliary output of 5, three means for gray images, a crop of 512. */
const TROUBLED = {
  format: 'netloom',
  version: 2,
  name: 'Troubled',
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'squash', type: 'softmax' },
    { id: 'output', type: 'output' },
    { id: 'dense2', type: 'dense', parameters: { units: 5 } },
    { id: 'aux', type: 'output', parameters: { auxiliary: true } },
  ],
  edges: [
    { from: 'input', to: 'flatten' },
    { from: 'flatten', to: 'dense' },
    { from: 'dense', to: 'squash' },
    { from: 'squash', to: 'output' },
    { from: 'flatten', to: 'dense2' },
    { from: 'dense2', to: 'aux' },
  ],
  training: {
    epochs: 1,
    batchSize: 32,
    optimizer: { type: 'adam', learningRate: 0.001, beta1: 1 },
    normalization: { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
    augmentation: [{ type: 'randomCrop', padding: 512 }],
  },
};

async function open({ app, page, userData }: Netloom, document: object): Promise<void> {
  const file = path.join(userData, 'troubled.netloom');
  writeFileSync(file, JSON.stringify(document));
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
}

test('problems are shown where they are, and their repairs lead to a network that trains', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  await open(netloom, TROUBLED);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Troubled');
  const canvas = await Canvas.ready(page);

  await panel.expectPanelState('blocked');
  await expect(panel.train).toBeDisabled();
  await expect(canvas.node('squash').locator('[data-severity="warning"]').first()).toBeVisible();
  await expect(canvas.node('aux').locator('[data-severity="error"]').first()).toBeVisible();

  // At the head: the first error, with its repair.
  await expect(panel.status).toContainText('receives 5 scores');
  await netloom.capture('blocked');
  await panel.status.getByRole('button', { name: 'Set Units of dense2 to 10' }).click();
  await expect(panel.status).not.toContainText('receives 5 scores');

  // In the folded part, and at the field.
  await expect(page.locator('[data-settings-part="learning-rate"]').getByRole('img')).toBeVisible();
  await panel.unfold('learning-rate');
  await panel.unfold('data');
  const problems = page.getByTestId('setting-problems');
  await expect(problems.filter({ hasText: 'beta 1 of 1' })).toBeVisible();
  await netloom.capture('fields');
  await setLook(page, { language: 'zh-Hant' });
  await netloom.capture('fields-zh');
  await setLook(page, {});
  await problems.getByRole('button', { name: 'Set beta 1 to 0.9' }).click();
  await problems
    .getByRole('button', { name: 'Set normalization of the images to Mean: 0.5, Deviation: 0.5' })
    .first()
    .click();
  await problems.getByRole('button', { name: 'Set Padding to 4' }).click();
  await expect(problems).toHaveCount(0);

  // A warning does not keep anybody from training; its repair takes the layer out.
  await panel.expectPanelState('idle');
  await page.getByRole('tab', { name: /Problems/ }).click();
  await netloom.capture('problems');
  await page.getByRole('button', { name: 'Remove squash and connect the neighbors' }).click();
  await expect(canvas.node('squash')).toHaveCount(0);
  await panel.show();
  await panel.trainToEnd();
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.5);
});

test('a problem with a setting leads to its field', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  const { nodes, edges } = TROUBLED;
  await open(netloom, {
    ...TROUBLED,
    nodes: nodes.slice(0, 5),
    edges: edges.slice(0, 4),
    training: { ...TROUBLED.training, normalization: undefined, augmentation: undefined },
  });
  await panel.expectPanelState('blocked');
  await panel.status.getByRole('button', { name: /beta 1 of 1/ }).click();
  const field = page.locator('[data-setting="optimizer.beta1"]').getByRole('textbox');
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
});

test('a network for data that is not here is shown without a mark, and says beside Train what it needs', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  const file = path.join(userData, 'resnet-18.json');
  copyFileSync(path.join(projectDirectory, 'presets', 'resnet-18.json'), file);
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await panel.expectPanelState('no-data');
  await expect(panel.train).toBeDisabled();
  await expect(
    page.locator('[data-region="canvas"] [data-severity], .react-flow [data-severity]'),
  ).toHaveCount(0);
  await netloom.capture('no data');

  await expect(panel.status).toContainText('The data set “ImageNet” is not on this machine');

  // On the data that is here it can be trained: channels and classes follow, in one step that one undo takes back.
  await panel.status.getByRole('button', { name: 'Train it on Fashion-MNIST instead' }).click();
  await panel.expectPanelState('idle');
  await expect(panel.train).toBeEnabled();
  await expect(page.getByTestId('training-warnings')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await panel.expectPanelState('no-data');
});

test('settings under names of other libraries are above the form, and each repair uses what was meant', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const { nodes, edges } = TROUBLED;
  const optimizer = { type: 'sgd', learningRate: 0.05, momentum: 0.9, weight_decay: 0.0005 };
  await open(netloom, {
    ...TROUBLED,
    nodes: nodes.filter(({ id }) => ['input', 'flatten', 'dense', 'output'].includes(id)),
    edges: [...edges.slice(0, 2), { from: 'dense', to: 'output' }],
    training: { epochs: 1, batchSize: 32, optimizer, batch_size: 64 },
  });
  const warnings = page.getByTestId('training-warnings');
  await expect(warnings).toContainText('3 warnings');
  const unknown = page.getByTestId('unknown-settings');
  // The part they would belong to has nothing to show.
  await expect(page.locator('[data-settings-part="learning-rate"]').getByRole('img')).toHaveCount(0);
  for (const [repair, left] of [
    ['Change the type to SGD with momentum, with momentum 0.9', '2 warnings'],
    ['Set weight decay to 0.0005', '1 warning'],
    ['Set batch size to 64', ''],
  ] as const) {
    await unknown.getByRole('button', { name: repair }).click();
    if (left === '') await expect(warnings).toHaveCount(0);
    else await expect(warnings).toContainText(left);
  }
  await expect(page.getByRole('textbox', { name: 'Batch size', exact: true })).toHaveValue('64');
  await canvas.region.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
  await warnings.getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Problems' }).getByRole('listitem')).toHaveCount(3);
});
