import { readFileSync, writeFileSync } from 'node:fs';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { asFailure } from '../protocol/trainer-failure';
import { runTraining, type TrainingTrial } from './run-training';

/** What a process of a group is started with, as JSON. */
export interface GroupProcessPlan {
  readonly document: NetloomDocument;
  readonly trial: Pick<TrainingTrial, 'limit' | 'group' | 'runDirectory' | 'resume' | 'stopAtStep'>;
  /** It ends as if it had been killed, after that step. */
  readonly killedAtStep?: number;
  /** Where it writes the result. */
  readonly result: string;
}

/** Entry of a process that trains in a group: `group-process.ts PLAN`. */
async function main(file: string): Promise<void> {
  const { document, trial, killedAtStep, result }: GroupProcessPlan = JSON.parse(readFileSync(file, 'utf8'));
  let step = 0;
  const onEveryStep = () => {
    step += 1;
    if (step === killedAtStep) process.kill(process.pid, 'SIGKILL');
  };
  try {
    const { events, points, steps } = await runTraining(document, { ...trial, onEveryStep, healthShare: 0 });
    writeFileSync(result, JSON.stringify({ end: events.at(-1), events, points, steps: [...steps] }));
  } catch (error) {
    writeFileSync(result, JSON.stringify({ failure: asFailure(error) }));
  }
  // The server of the group ends with the process.
  process.exit(0);
}

void main(process.argv[2] ?? '');
