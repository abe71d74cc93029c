import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startForkedProcess } from '../../processes/forked-process';
import type { TrainerProcess } from '../trainer-process';

const loader = pathToFileURL(createRequire(__filename).resolve('tsx')).href;

/** The real trainer from its sources, as the command line starts it. */
export function startTrainerFromSources(): TrainerProcess {
  return startForkedProcess({
    entry: join(__dirname, '../../trainer/process/trainer.ts'),
    execArgv: ['--import', loader],
  });
}
