import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test, trainingLimit } from './fixture';
import { Canvas } from './pages/canvas';
import { parseCsv } from './pages/curve-files';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';
import { setLook } from './views/look';

test('a sweep over three learning rates, resumed after the app was quit, gives what three single runs give', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  await panel.set('Epochs', 1);
  const singles: Record<string, string> = {};
  await panel.chooseAdam();
  for (const rate of [0.001, 0.003, 0.01]) {
    await panel.set('Learning rate', rate);
    await panel.trainToEnd();
    const { testAccuracy, testLoss } = await panel.epoch(1);
    singles[String(rate)] = `${testAccuracy}, ${testLoss}`;
  }
  await workbench.show('Sweeps');
  await page.getByRole('textbox', { name: 'Values of parameter 1' }).fill('0.001, 0.003, 0.01');
  await page.getByTestId('start-sweep').click();
  const states = async (of: Workbench) => (await of.trials()).map(([state]) => state).sort();
  await expect.poll(() => states(workbench)).toEqual(['finished', 'queued', 'training']);

  const later = await netloom.startAgain();
  const again = new Workbench(later.page);
  const sweep = later.page.getByTestId('sweep');
  await again.show('Sweeps');
  await expect(sweep).toHaveAttribute('data-phase', 'interrupted');
  await expect(sweep).toContainText('1 of 3');
  expect(await states(again)).toEqual(['finished', 'interrupted', 'queued']);
  await later.capture('interrupted sweep');
  await later.page.getByTestId('resume-sweep').click();
  await expect(sweep).toHaveAttribute('data-phase', 'done', { timeout: trainingLimit() });
  // The last trial's record is read a moment after the sweep's end is reported.
  await expect
    .poll(async () => {
      const trials = await again.trials();
      return Object.fromEntries(trials.map(([, rate, , accuracy, loss]) => [rate, `${accuracy}, ${loss}`]));
    })
    .toEqual(singles);
  expect(new Set(Object.values(singles)).size).toBe(3);
  await expect(later.page.getByTestId('parallel-coordinates').locator('path')).toHaveCount(3);
  await later.capture('sweep');

  const file = path.join(later.userData, 'sweep.csv');
  await answerSaveDialogs(later.app, file);
  await later.page.getByTestId('export-sweep').click();
  await expect(later.page.getByText('sweep.csv')).toBeVisible();
  const saved = parseCsv(readFileSync(file)).map(({ state, learningRate, bestTestAccuracy, testLoss }) => {
    expect(state).toBe('done');
    const accuracy = `${(100 * Number(bestTestAccuracy)).toFixed(2)}%`;
    return [learningRate, `${accuracy}, ${Number(testLoss).toFixed(4)}`];
  });
  expect(Object.fromEntries(saved)).toEqual(singles);

  // Where the text is large, the table is wider than its pane. The buttons above it stay in sight.
  await later.resize(1_280, 720);
  await setLook(later.page, { textScale: 1.5 });
  const pane = await sweep.boundingBox();
  for (const button of await sweep.locator('header').getByRole('button').all()) {
    const box = await button.boundingBox();
    if (pane === null || box === null) throw new Error('The sweep is not in sight.');
    expect(box.x + box.width).toBeLessThanOrEqual(pane.x + pane.width);
  }
});

/** One convolution in a block with its own parameter, and little to compute. */
const SMALL_NETWORK = {
  format: 'netloom',
  version: 2,
  name: 'Small',
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'stage', type: 'block:stage', parameters: { width: 4 } },
    { id: 'flatten', type: 'flatten' },
    { id: 'logits', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output', parameters: { loss: 'crossEntropy' } },
  ],
  edges: [
    { from: 'input', to: 'stage' },
    { from: 'stage', to: 'flatten' },
    { from: 'flatten', to: 'logits' },
    { from: 'logits', to: 'output' },
  ],
  blocks: {
    stage: {
      parameters: [
        { kind: 'integer', name: 'width', default: 8, minimum: 1 },
        { kind: 'integer', name: 'hop', default: 4, minimum: 1 },
      ],
      nodes: [
        { id: 'in', type: 'blockInput' },
        { id: 'conv', type: 'conv2d', parameters: { filters: '=width', kernelSize: 4, strides: '=hop' } },
        { id: 'relu', type: 'relu' },
        { id: 'out', type: 'blockOutput' },
      ],
      edges: [
        { from: 'in', to: 'conv' },
        { from: 'conv', to: 'relu' },
        { from: 'relu', to: 'out' },
      ],
    },
  },
  dataset: { id: 'fashion-mnist' },
  training: {
    epochs: 1,
    batchSize: 512,
    optimizer: { type: 'adam', learningRate: QUICK_RATE },
    seed: 7,
  },
};

test('a sweep at random varies a rate and a parameter of a block, each run with its own network', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const workbench = new Workbench(page);
  const file = path.join(userData, 'files', 'small.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(SMALL_NETWORK));
  await new Canvas(page).waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');

  await workbench.show('Sweeps');
  await page.getByRole('button', { name: 'Random', exact: true }).click();
  await page.getByRole('textbox', { name: 'Number of runs' }).fill('4');
  await page.getByRole('textbox', { name: 'Values of parameter 1' }).fill('0.0005, 0.02');
  for (const [number, parameter, values] of [
    [2, 'Stage (stage): width', '1, 12'],
    [3, 'Stage (stage): hop', '4, 6'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a parameter' }).click();
    await page.getByRole('combobox', { name: `Parameter ${number}`, exact: true }).click();
    await page.getByRole('option', { name: parameter, exact: true }).click();
    await page.getByRole('textbox', { name: `Values of parameter ${number}` }).fill(values);
  }
  // The last layer's units are the classes: nothing to vary.
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  await page.getByRole('combobox', { name: 'Parameter 4', exact: true }).click();
  await expect(
    page.getByRole('option', { name: 'Dense (logits): Kernel initializer', exact: true }),
  ).toBeAttached();
  await expect(page.getByRole('option', { name: /logits\): Units/ })).toHaveCount(0);
  await page.getByRole('option', { name: 'Stage / ReLU (relu): Activation function', exact: true }).click();
  const activations = page.getByRole('group', { name: 'Values of parameter 4' });
  await activations.getByRole('button', { name: 'ReLU', exact: true }).waitFor();
  for (const name of await activations.getByRole('button').allTextContents()) {
    const button = activations.getByRole('button', { name, exact: true });
    const isPressed = (await button.getAttribute('aria-pressed')) === 'true';
    if (isPressed !== ['ReLU', 'Tanh'].includes(name)) await button.click();
  }
  await netloom.capture('a new sweep at random');
  await page.getByTestId('start-sweep').click();
  const sweep = page.getByTestId('sweep');
  await expect(sweep).toHaveAttribute('data-phase', 'done', { timeout: trainingLimit() });
  const plot = page.getByTestId('parallel-coordinates');
  await expect(plot.locator('path')).toHaveCount(4);
  await expect(plot.locator('g')).toHaveText([
    /^Learning rate/,
    /^stage: width/,
    /^stage: hop/,
    /^stage\/relu: Activation function(ReLU|Tanh){2}$/,
    /^Best/,
  ]);
  // The best comes first.
  const trials = await workbench.trials();
  const accuracies = trials.map(([, , , , , accuracy = '']) => Number.parseFloat(accuracy));
  expect(accuracies).toEqual([...accuracies].sort((a, b) => b - a));
  expect(accuracies[0]).toBeGreaterThan(50);
  await netloom.capture('a sweep at random');

  const drawn = trials.map(([, ...values]) => values.slice(0, 4).join(' ').toLowerCase()).sort();
  expect(new Set(drawn).size).toBe(4);
  for (const [state, rate, width, hop] of trials) {
    expect(state).toBe('finished');
    expect(Number(rate)).toBeGreaterThanOrEqual(0.0005);
    expect(Number(rate)).toBeLessThanOrEqual(0.02);
    expect(width).toMatch(/^([1-9]|1[0-2])$/);
    expect(hop).toMatch(/^[4-6]$/);
  }
  // Each run is kept with the network and the settings that it was trained with.
  expect(savedDocuments(netloom)).toEqual(drawn);
});

/** Rate, width, hop and activation in the documents of the saved runs, as the table shows them. */
function savedDocuments({ userData }: Netloom): string[] {
  const runs = path.join(userData, 'runs');
  return readdirSync(runs)
    .map((run) => path.join(runs, run, 'document.json'))
    .filter((file) => existsSync(file))
    .map((file) => {
      const { nodes, blocks, training } = JSON.parse(readFileSync(file, 'utf8'));
      const [, stage] = nodes;
      const rate = Number(training.optimizer.learningRate.toPrecision(5));
      const [, , activation] = blocks.stage.nodes;
      return [rate, stage.parameters.width, stage.parameters.hop, activation.type].join(' ');
    })
    .sort();
}
