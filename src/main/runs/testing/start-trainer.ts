import { join } from 'node:path';
import { ownEntry } from '../../files/own-entry';
import { startForkedProcess } from '../../processes/forked-process';
import type { TrainerProcess } from '../trainer-process';

/** The real trainer of the sources as they are, as the command line starts it. */
export function startTrainerFromSources(): TrainerProcess {
  return startForkedProcess(ownEntry(__dirname, join(__dirname, '../../trainer/process/trainer.ts')));
}
