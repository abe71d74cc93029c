import { join } from 'node:path';
import type { Failure } from '../../../contract/failure';
import type { RunDetails } from '../../../contract/run-records';
import { HOST, SshMachine } from '../../../testing/ssh-machine';
import { datasetRoots } from '../../data/dataset-roots';
import { Machines } from '../../remote/machines';
import { AppOfTests, tinyDocument } from './app-of-tests';
import { trainerOfTests } from './remote-runs';

/*
 * Entry of a process in a network without any other machine: has a real sshd there, installs the trainer on it, and trains together with it as
 * the window does. `train-with.ts FOLDER PROGRAMS`; its last line is what it has seen (`SeenTogether`).
 */

/** How the runs went. */
export interface SeenTogether {
  /** Refused: the trainer is not there yet, the batch has micro-batches. */
  readonly early: string;
  readonly undividable: Failure;
  /** Losses after each epoch, of the run with the other machine and of as many replicas on this one. */
  readonly together: readonly number[];
  readonly alone: readonly number[];
  readonly machines: RunDetails['summary']['together'];
  readonly replicas: number | undefined;
  /** Stopped before the other machine was ready. */
  readonly stoppedEarly: string;
  /** The other machine was lost. */
  readonly lost: Pick<RunDetails['summary'], 'phase' | 'failure' | 'isResumable' | 'hasWeights'>;
  /** Then resumed with it, stopped, and resumed on this one alone. */
  readonly resumed: readonly number[];
  readonly machinesAfterwards: RunDetails['summary']['together'];
  /** Epochs of its curve. */
  readonly epochs: readonly number[];
}

const nobody = () => Promise.resolve(null);
const silent = () => undefined;
const WITH = { together: { names: ['lab'] } };

async function main([folder = '', programs = '']: readonly string[]): Promise<SeenTogether> {
  const machine = await SshMachine.start(join(folder, 'machine'), programs);
  Object.assign(process.env, machine.environment);
  const app = new AppOfTests(join(folder, 'app'), datasetRoots(__dirname));
  try {
    const trainer = await trainerOfTests();
    if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
    for (const { source, sha256, path } of trainer.value.parts) {
      if (path !== 'node') machine.putIntoStore(source, sha256);
    }
    const machines = new Machines({ trainer: trainerOfTests, onChange: silent, onProgress: silent });
    await machines.add({ name: 'lab', host: HOST });
    const early = await refusal(app, tinyDocument(1));
    await machines.install('lab', nobody);
    const { training, ...network } = tinyDocument(1);
    const divided = { ...network, training: { ...training, batchSize: 32, microBatchSize: 8 } };
    const undividable = await refusal(app, divided);
    return {
      ...{ early: early.code, undividable },
      ...(await compare(app)),
      stoppedEarly: await stopEarly(app),
      ...(await loseAndResume(app, machine)),
    };
  } finally {
    await app.quit();
    await machine.stop();
  }
}

async function refusal(app: AppOfTests, document: ReturnType<typeof tinyDocument>): Promise<Failure> {
  const reply = await app.service.start(document, WITH, (start) => start());
  if (reply.ok) throw new Error('it was not refused');
  return reply.error;
}

async function compare(
  app: AppOfTests,
): Promise<Pick<SeenTogether, 'together' | 'alone' | 'machines' | 'replicas'>> {
  const document = tinyDocument(2);
  const runId = await app.start(document, WITH);
  await app.phase('done');
  const together = await app.details(runId);
  const replicated = { ...document, training: { ...document.training, replicas: 2 } };
  const alone = await app.start(replicated);
  await app.phase('done');
  return {
    together: lossesOf(together),
    alone: lossesOf(await app.details(alone)),
    machines: together.summary.together,
    replicas: together.document.training.replicas,
  };
}

async function stopEarly(app: AppOfTests): Promise<string> {
  const runId = await app.start(tinyDocument(2), WITH);
  app.supervisor.stop(runId);
  const { summary } = await app.details(runId);
  return summary.phase;
}

async function loseAndResume(
  app: AppOfTests,
  machine: SshMachine,
): Promise<Pick<SeenTogether, 'lost' | 'resumed' | 'machinesAfterwards' | 'epochs'>> {
  const checkpoints = () => app.events.filter(({ type }) => type === 'checkpoint').length;
  const before = checkpoints();
  const runId = await app.start(tinyDocument(2_000), WITH);
  await app.until(() => checkpoints() > before);
  machine.cut();
  await app.phase('interrupted');
  const { phase, failure, isResumable, hasWeights } = (await app.details(runId)).summary;
  const counts: number[] = [];
  for (const place of [WITH, {}]) {
    await app.resume(runId, place);
    const epoch = app.supervisor.current()?.status.epochsDone ?? 0;
    await app.until(() => (app.supervisor.current()?.status.epochsDone ?? 0) > epoch + 1);
    app.supervisor.stop(runId);
    await app.phase('stopped');
    counts.push((await app.details(runId)).summary.epochsDone - epoch);
  }
  const { epochs, summary } = await app.details(runId);
  return {
    lost: { phase, failure, isResumable, hasWeights },
    resumed: counts,
    machinesAfterwards: summary.together,
    epochs: epochs.map(({ epoch }) => epoch),
  };
}

function lossesOf({ epochs }: RunDetails): readonly number[] {
  return epochs.flatMap(({ trainLoss, testLoss }) => [trainLoss, testLoss]);
}

void main(process.argv.slice(2)).then(
  (seen) => {
    console.log(`\n${JSON.stringify(seen)}`);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
