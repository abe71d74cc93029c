import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../../src/graph-runtime/document/document';
import { describeFinding, examine } from '../../src/graph-runtime/run-health/examine';
import { moments, observeRun } from '../../src/main/trainer/testing/observe-run';
import { trials } from '../learning/trials';

/**
 * `npm run bench:run-health -- [--only lenet,resnet] [--examples 4000] [--epochs 2] [--batch-size 128] [--keep FOLDER]`: trains
 * the presets as `bench:learning` does, or with other numbers of examples, epochs and images a batch, and lists what the health check finds at any
 * moment of their runs, which should be nothing. Ends with 1 when it finds something. What was observed is kept in the folder, so that a
 * changed rule can be tried on it.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    examples: { type: 'string' },
    epochs: { type: 'string' },
    'batch-size': { type: 'string' },
    keep: { type: 'string' },
  },
});

void main();

async function main(): Promise<void> {
  const only = values.only?.split(',');
  for (const trial of trials) {
    const { name } = trial;
    if (only !== undefined && !only.includes(name)) continue;
    const limit = values.examples === undefined ? trial.limit : Number(values.examples);
    const run = await observeRun(withObservedSettings(trial.document), limit === null ? {} : { limit });
    if (values.keep !== undefined) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(path.join(values.keep, `${name}.json`), JSON.stringify(run));
    }
    const found = new Map<string, string>();
    for (const moment of moments(run)) {
      for (const finding of examine(moment)) {
        const step = moment.points[moment.points.length - 1]?.step ?? 0;
        const { title, evidence } = describeFinding(finding, 'en');
        if (!found.has(title)) found.set(title, `at step ${step}: ${title}. ${evidence}`);
      }
    }
    const last = run.epochs[run.epochs.length - 1];
    const accuracy = last?.trainAccuracy?.toFixed(3) ?? 'none';
    const findings = found.size === 0 ? 'nothing found' : [...found.values()].join(' | ');
    process.stdout.write(
      `${name}: ${run.points[run.points.length - 1]?.step ?? 0} steps, ${run.epochs.length} epochs, ${run.health.length} looks, train accuracy ${accuracy}: ${findings}\n`,
    );
    if (found.size > 0) process.exitCode = 1;
  }
}

function withObservedSettings(document: NetloomDocument): NetloomDocument {
  const { epochs = document.training.epochs, 'batch-size': batchSize = document.training.batchSize } = values;
  const training = { ...document.training, epochs: Number(epochs), batchSize: Number(batchSize) };
  return { ...document, training };
}
