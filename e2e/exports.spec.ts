import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { expect, type Netloom, test } from './fixture';
import { projectDirectory } from './launch';
import { Canvas } from './pages/canvas';
import { runCli } from './pages/command-line';
import { exportCurves, parseCsv } from './pages/curve-files';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** What of a run leaves the app as files: its own numbers, as main keeps them. */

/** What the run reported, as main keeps it. */
function savedEvents({ userData }: Netloom): RunEvents {
  const runs = path.join(userData, 'runs');
  const [runId = ''] = readdirSync(runs);
  const lines = readFileSync(path.join(runs, runId, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const events: Event[] = lines.map((line) => JSON.parse(line));
  return {
    epochs: events.flatMap(({ type, point }) => (type === 'epoch' && point !== undefined ? [point] : [])),
    steps: events.flatMap(({ type, points = [], examplesPerSecond, memoryBytes }) =>
      type === 'step' ? points.map((point) => ({ ...point, examplesPerSecond, memoryBytes })) : [],
    ),
  };
}

type Figures = Readonly<Record<string, number | undefined>>;
interface Event {
  readonly type: string;
  readonly point?: Figures;
  readonly points?: readonly Figures[];
  readonly examplesPerSecond?: number;
  readonly memoryBytes?: number;
}
interface RunEvents {
  readonly epochs: readonly Figures[];
  readonly steps: readonly Figures[];
}

/** The charts of an SVG file: their titles, the heights of their lowest and highest mark, their lines. */
function readCharts(page: Page, svg: string) {
  return page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    if (parsed.querySelector('parsererror') !== null) throw new Error('This is no SVG.');
    return [...parsed.querySelectorAll('svg > g')].map((chart) => {
      const marks = [...chart.querySelectorAll(':scope > line')].map((line) =>
        Number(line.getAttribute('y1')),
      );
      return {
        title: chart.querySelector('text')?.textContent ?? '',
        top: Number(/,([\d.]+)\)/.exec(chart.getAttribute('transform') ?? '')?.[1]),
        bottomMark: marks[0] ?? Number.NaN,
        topMark: marks[marks.length - 1] ?? Number.NaN,
        topText:
          [...chart.querySelectorAll('text[text-anchor="end"][dominant-baseline]')].at(-1)?.textContent ?? '',
        lines: [...chart.querySelectorAll('polyline')].map((line) => ({
          color: line.getAttribute('stroke') ?? '',
          points: (line.getAttribute('points') ?? '')
            .split(' ')
            .map((pair) => pair.split(',').map(Number))
            .map(([x = Number.NaN, y = Number.NaN]) => ({ x, y })),
        })),
      };
    });
  }, svg);
}

/** Color of a pixel, as it is written in a style sheet. */
function colorAt(png: PNG, x: number, y: number): string {
  const at = 4 * (Math.round(y) * png.width + Math.round(x));
  return `#${[...png.data.subarray(at, at + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

test("curves, table and weights leave the app as files that hold the run's own numbers", async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const workbench = new Workbench(page);
  const panel = new TrainingPanel(page);
  await panel.trainQuickly(2);
  const accuracy = await panel.finalAccuracy();
  const reported = savedEvents(netloom);
  expect(reported.epochs).toHaveLength(2);
  expect(reported.steps.length).toBeGreaterThan(20);

  const lines = parseCsv(await exportCurves(netloom, 'csv'));
  const number = (text: string | undefined) => (text === '' || text === undefined ? undefined : Number(text));
  const of = (kind: string, columns: Readonly<Record<string, string>>) =>
    lines
      .filter((line) => line.kind === kind)
      .map((line) =>
        Object.fromEntries(Object.entries(columns).map(([own, csv]) => [own, number(line[csv])])),
      );
  const shared = {
    epoch: 'epoch',
    learningRate: 'learningRate',
    trainingSeconds: 'trainingSeconds',
  };
  expect(
    of('step', {
      ...shared,
      step: 'step',
      loss: 'loss',
      accuracy: 'accuracy',
      examplesPerSecond: 'speed',
      memoryBytes: 'memory',
    }),
  ).toEqual(reported.steps);
  const columns = [
    'trainLoss',
    'trainAccuracy',
    'testLoss',
    'testAccuracy',
    'examplesPerSecond',
    'memoryBytes',
    'seconds',
  ];
  const ofEpochs = of('epoch', { ...shared, ...Object.fromEntries(columns.map((name) => [name, name])) });
  expect(ofEpochs).toEqual(reported.epochs);
  expect(reported.epochs[1]?.testAccuracy).toBeCloseTo(accuracy, 10);

  // Drawn are the same numbers: the topmost line of an evaluated metric is that of the test images, a point an epoch.
  const svg = (await exportCurves(netloom, 'svg')).toString('utf8');
  const charts = await readCharts(page, svg);
  expect(charts.map(({ title }) => title)).toEqual([
    'Loss',
    'Accuracy',
    'Learning rate',
    'Examples/s',
    'Memory',
  ]);
  const png = PNG.sync.read(await exportCurves(netloom, 'png'));
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect([png.width, png.height]).toEqual([2 * Number(width), 2 * Number(height)]);
  expect(colorAt(png, 1, 1)).toBe('#ffffff');
  for (const [at, metric] of (['Loss', 'Accuracy'] as const).entries()) {
    const chart = charts[at];
    const all = [
      ...reported.steps.map((point) => point[metric.toLowerCase()]),
      ...reported.epochs.flatMap((point) => [point[`train${metric}`], point[`test${metric}`]]),
    ];
    if (chart === undefined) throw new Error(`There is no chart of ${metric}.`);
    // The topmost mark is a round number above all values.
    const highest = Number.parseFloat(chart.topText) / (chart.topText.endsWith('%') ? 100 : 1);
    expect(highest).toBeGreaterThanOrEqual(Math.max(...all.map((value) => value ?? 0)));
    const drawn = chart.lines[chart.lines.length - 1];
    expect(drawn?.points).toHaveLength(2);
    for (const [epoch, { x, y }] of (drawn?.points ?? []).entries()) {
      const share = (reported.epochs[epoch]?.[`test${metric}`] ?? Number.NaN) / highest;
      expect(Math.abs(y - (chart.bottomMark - share * (chart.bottomMark - chart.topMark)))).toBeLessThan(0.1);
      // And as pixels: the line ends at its last point, two pixels for one.
      if (epoch === 1) expect(colorAt(png, 2 * x - 3, 2 * (chart.top + y))).toBe(drawn?.color);
    }
  }

  await workbench.root.getByRole('button', { name: 'Table' }).click();
  const cells = await workbench.root
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
    );
  const asShown = [...reported.epochs].reverse().map((point) => {
    const loss = (value = Number.NaN) => value.toFixed(4);
    const share = (value = Number.NaN) => `${(100 * value).toFixed(2)}%`;
    return [
      String(point.epoch),
      loss(point.trainLoss),
      share(point.trainAccuracy),
      loss(point.testLoss),
      share(point.testAccuracy),
      String(QUICK_RATE),
    ];
  });
  expect(cells.map((row) => row.slice(1, 7))).toEqual(asShown);

  // The weights, too: in another network of the same kind, on the command line, they are right as often.
  const weights = path.join(userData, 'weights.safetensors');
  await answerSaveDialogs(app, weights);
  await workbench.show('Runs');
  await workbench.runRows.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Export its weights…' }).click();
  await expect(page.getByText('weights.safetensors')).toBeVisible();
  const evaluated: Readonly<Record<string, unknown>> = JSON.parse(
    await runCli(
      'evaluate',
      path.join(projectDirectory, 'presets', 'lenet.json'),
      '--weights',
      weights,
      '--json',
    ),
  );
  expect(evaluated.accuracy).toBeCloseTo(accuracy, 10);
  expect(evaluated.loss).toBeCloseTo(reported.epochs[1]?.testLoss ?? Number.NaN, 6);

  // And the run for TensorBoard: twice, in two folders.
  const logs = path.join(userData, 'tensorboard');
  mkdirSync(logs);
  await answerOpenDialogs(app, logs, logs);
  for (const count of [1, 2]) {
    await workbench.runRows.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Export for TensorBoard…' }).click();
    await expect.poll(() => readdirSync(logs).filter((name) => name.startsWith('LeNet'))).toHaveLength(count);
  }
  const [shown = ''] = readdirSync(logs).sort();
  const [events = ''] = readdirSync(path.join(logs, shown, 'test'));
  const written = readFileSync(path.join(logs, shown, 'test', events));
  for (const { testAccuracy = Number.NaN } of reported.epochs) {
    const accuracy32 = Buffer.alloc(4);
    accuracy32.writeFloatLE(testAccuracy);
    expect(written.includes(accuracy32)).toBe(true);
  }

  // The network with these weights as ONNX, and as training would begin.
  const [trained = '', untrained = ''] = ['trained', 'untrained'].map((name) =>
    path.join(userData, `${name}.onnx`),
  );
  await answerSaveDialogs(app, trained, untrained);
  const dialog = page.getByRole('dialog', { name: 'Export as ONNX' });
  const exportOnnx = async (file: string) => {
    await dialog.getByRole('button', { name: 'Export…' }).click();
    await expect(page.getByText(`Saved as “${path.basename(file)}”.`)).toBeVisible();
    await expect(dialog).toHaveCount(0);
  };
  await openExport(page);
  await expect(dialog.getByText('as this run has trained it')).toBeVisible();
  await exportOnnx(trained);
  await openExport(page);
  await dialog.getByRole('combobox', { name: 'Weights' }).click();
  await page.getByRole('option', { name: 'Untrained (initial weights)' }).click();
  await exportOnnx(untrained);
  const bias = tensorOf(weights, 'dense1/bias');
  expect(readFileSync(trained).includes(bias)).toBe(true);
  expect(readFileSync(untrained).includes(bias)).toBe(false);
});

test('what cannot be exported is said at its layer, before anything is written', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await canvas.select('flatten');
  await page.keyboard.press('Delete');
  await openExport(page);
  const dialog = page.getByRole('dialog', { name: 'Export as ONNX' });
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Nothing is connected to dense1.' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(canvas.node('dense1')).toBeInViewport();
});

test('a network leaves as a PyTorch project in one archive', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const file = path.join(userData, 'LeNet.zip');
  await answerSaveDialogs(app, file);
  await openExport(page, 'PyTorch');
  const dialog = page.getByRole('dialog', { name: 'Export as PyTorch' });
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Saved as “LeNet.zip”.')).toBeVisible();
  const bytes = readFileSync(file);
  // Stored as it is: the model can be read in the archive.
  for (const text of ['LeNet/check.py', 'class LeNet(nn.Module):', '"Ankle boot"']) {
    expect(bytes.includes(text), text).toBe(true);
  }
});

test('a network leaves as a Keras project in one archive', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const file = path.join(userData, 'LeNet.zip');
  await answerSaveDialogs(app, file);
  await openExport(page, 'Keras');
  const dialog = page.getByRole('dialog', { name: 'Export as Keras' });
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Saved as “LeNet.zip”.')).toBeVisible();
  const bytes = readFileSync(file);
  for (const text of ['LeNet/model.keras', 'def build_model():', '"class_name":"Conv2D"', '"Ankle boot"']) {
    expect(bytes.includes(text), text).toBe(true);
  }
});

test('a network leaves as a web page in one archive', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const file = path.join(userData, 'LeNet.zip');
  await answerSaveDialogs(app, file);
  await openExport(page, 'a web page (TensorFlow.js)');
  const dialog = page.getByRole('dialog', { name: 'Export as TensorFlow.js' });
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Saved as “LeNet.zip”.')).toBeVisible();
  const bytes = readFileSync(file);
  for (const text of ['LeNet/index.html', 'LeNet/weights.bin', '"class_name":"Conv2D"', 'Ankle boot']) {
    expect(bytes.includes(text), text).toBe(true);
  }
});

async function openExport(page: Page, format = 'ONNX'): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export', exact: true }).hover();
  await page.getByRole('menuitem', { name: `Export the network as ${format}` }).click();
}

/** The bytes of a tensor in a safetensors file. */
function tensorOf(file: string, name: string): Buffer {
  const bytes = readFileSync(file);
  const start = 8 + Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.toString('utf8', 8, start));
  const [begin = 0, end = 0]: readonly number[] = header[name].data_offsets;
  return bytes.subarray(start + begin, start + end);
}
