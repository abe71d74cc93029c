import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startForkedTrainer } from '../forked-trainer';
import type { TrainerProcess } from '../trainer-process';

const loader = pathToFileURL(createRequire(__filename).resolve('tsx')).href;

/** The real trainer from its sources, as the command line starts it. */
export function startTrainerFromSources(): TrainerProcess {
  return startForkedTrainer({
    entry: join(__dirname, '../../trainer/process/trainer.ts'),
    execArgv: ['--import', loader],
  });
}
