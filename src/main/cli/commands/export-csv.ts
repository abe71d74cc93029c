import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SavedCurves } from '../../../contract/contract';
import { curvesAsCsv, metricsIn, stepsPerEpochIn } from '../../../contract/curves-csv';
import { StepSeries } from '../../../contract/step-series';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import { findRunWeights } from '../../trainer/checkpoints/checkpoint-store';
import { CHECKPOINTS_FOLDER } from '../../trainer/run-folder/folder-contents';
import { UsageError } from '../arguments';
import type { Output } from '../output';
import { requireFilePlace } from '../place-for-writing';
import { curvesIn } from '../run-history';
import { terminalFailure } from '../terminal-failure';
import { userPath } from '../user-path';

interface GivenOptions {
  readonly weights: string | undefined;
  readonly overwrite: boolean;
  readonly json: boolean;
}

/** `export RUN OUT --to csv`: the table of curves that the window saves, of one run. Returns the exit code. */
export async function exportCsv(
  place: string,
  out: string,
  { weights, overwrite, json }: GivenOptions,
  output: Output,
): Promise<number> {
  if (weights !== undefined) throw new UsageError('--to csv exports curves: leave out --weights.');
  const run = userPath(place);
  if (!existsSync(run) || !statSync(run).isDirectory()) {
    throw new UsageError(`--to csv exports a run: there is no folder ${place}.`);
  }
  const path = requireFilePlace(out, overwrite);
  const curves = (await curvesIn(run)) ?? (await curvesOfCheckpoint(run, output));
  if (curves === null) return 1;
  const steps = new StepSeries();
  steps.append(curves.points);
  const table = curvesAsCsv([
    {
      ...{ name: basename(run), metrics: metricsIn(curves.epochs), steps, epochs: curves.epochs },
      stepsPerEpoch: stepsPerEpochIn(steps),
    },
  ]);
  try {
    await writeFileAtomically(path, [Buffer.from(table, 'utf8')]);
  } catch (error) {
    output.note(terminalFailure(writeFailure(path, error)));
    return 1;
  }
  if (json) output.printJson({ name: basename(run), format: 'csv', path });
  else output.print(path);
  return 0;
}

/** As the newest checkpoint has them; null, and said, where there is none that can be read. */
async function curvesOfCheckpoint(run: string, output: Output): Promise<SavedCurves | null> {
  const checkpoints = join(run, CHECKPOINTS_FOLDER);
  const found = await findRunWeights(existsSync(checkpoints) ? checkpoints : run);
  if (!found.ok) {
    output.note(terminalFailure(found.error));
    return null;
  }
  const { points, epochs } = found.value.state;
  return { points, epochs, health: [] };
}
