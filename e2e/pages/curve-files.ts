import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Netloom } from '../fixture';
import { answerSaveDialogs } from './system';
import { Workbench } from './workbench';

/*
 * The curves as files, as they leave the app by Metrics > Export.
 */

/** A line of the CSV file by the names of its columns. */
export type CurveLine = Readonly<Record<string, string>>;

/** Saves the curves that are shown, and reads the file. */
export async function exportCurves(netloom: Netloom, ending: 'csv' | 'svg' | 'png'): Promise<Buffer> {
  const { app, page, userData } = netloom;
  const file = path.join(userData, `curves-${Date.now()}.${ending}`);
  await answerSaveDialogs(app, file);
  const workbench = new Workbench(page);
  await workbench.show('Metrics');
  await workbench.root.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: new RegExp(ending, 'i') }).click();
  await expect(page.getByText(path.basename(file))).toBeVisible();
  return readFileSync(file);
}

/** The lines of a CSV file (RFC 4180; no value of it has a line's end). */
export function parseCsv(file: Buffer): CurveLine[] {
  const [head = '', ...lines] = file.toString('utf8').trim().split('\r\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const values = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

/** The lines of each run of the file, in its order. */
export function linesByRun(lines: readonly CurveLine[]): CurveLine[][] {
  const runs = new Map<string, CurveLine[]>();
  for (const line of lines) {
    const { run = '' } = line;
    runs.set(run, [...(runs.get(run) ?? []), line]);
  }
  return [...runs.values()];
}

/** How fast it went and in how much memory: another time, other figures. */
const PASSING = ['run', 'kind', 'examplesPerSecond', 'memoryBytes', 'trainingSeconds', 'seconds'];

/** What of the epochs is the same whenever they are trained. */
export function lastingFigures(lines: readonly CurveLine[]): CurveLine[] {
  return lines
    .filter(({ kind }) => kind === 'epoch')
    .map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !PASSING.includes(name))));
}

/**
 * The mean of the running loss over an epoch's examples, from its points: each is the mean over the steps since the one before. Equal to
 * the epoch's own training loss if, and only if, every step is in one point.
 */
export function meanOfPoints(
  lines: readonly CurveLine[],
  epoch: number,
  { examples, batchSize }: { readonly examples: number; readonly batchSize: number },
): number {
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  let before = (epoch - 1) * stepsPerEpoch;
  let sum = 0;
  for (const { kind, step, loss } of lines) {
    const at = Number(step);
    if (kind !== 'step' || at <= before || at > epoch * stepsPerEpoch) continue;
    // An epoch's last batch has what is left.
    const end = at === epoch * stepsPerEpoch ? examples : (at - (epoch - 1) * stepsPerEpoch) * batchSize;
    sum += Number(loss) * (end - (before - (epoch - 1) * stepsPerEpoch) * batchSize);
    before = at;
  }
  return sum / examples;
}
