import { mkdir } from 'node:fs/promises';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { RunEvent } from '../../../preload/contract';
import { failure, failureText } from '../../../preload/failures';
import { systemErrorCode } from '../../files/file-system';
import { isRunEvent, type TrainerMessage } from '../../training/protocol';
import { type OptionKinds, type OptionValues, parseCommandLine } from '../arguments';
import { formatSeconds, groupDigits } from '../figures';
import { readTrainableNetwork } from '../network-argument';
import type { Output } from '../output';
import { formatEpoch, ProgressLine } from '../progress-line';
import { exitCodeOf, type JobResult, runTrainerJob } from '../trainer-job';
import { pathForWriting } from '../user-path';

const options = {
  epochs: { kind: 'integer', minimum: 1, maximum: 100_000 },
  'batch-size': { kind: 'integer', minimum: 1, maximum: 65_536 },
  'learning-rate': { kind: 'positive' },
  seed: { kind: 'integer', minimum: 0, maximum: 0x7fffffff },
  limit: { kind: 'integer', minimum: 1, maximum: 1_000_000_000 },
  out: { kind: 'text', what: 'a folder' },
  json: { kind: 'flag' },
} as const satisfies OptionKinds;

/** `train FILE`: trains a network in a process of its own and tells how it goes. */
export async function train(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const network = await readTrainableNetwork('train', positionals, given.json, output);
  if (!network.ok) return network.exitCode;
  const outputDirectory = given.out === undefined ? undefined : pathForWriting(given.out);
  if (outputDirectory !== undefined && !(await makeFolder(outputDirectory, output))) return 1;

  const document = withSettings(network.document, given);
  const report = given.json ? reportJson(output) : reportToPeople(document, output);
  const result = await runTrainerJob(
    {
      type: 'train',
      document,
      ...(given.limit === undefined ? {} : { limit: given.limit }),
      ...(outputDirectory === undefined ? {} : { outputDirectory }),
    },
    report,
    () => output.note('Stopping after this step; Ctrl-C again stops at once.'),
  );
  output.draw('');
  return finish(result, outputDirectory, given.json, output);
}

function withSettings(document: NetloomDocument, given: OptionValues<typeof options>): NetloomDocument {
  const { training } = document;
  return {
    ...document,
    training: {
      ...training,
      epochs: given.epochs ?? training.epochs,
      batchSize: given['batch-size'] ?? training.batchSize,
      seed: given.seed ?? training.seed,
      optimizer: {
        ...training.optimizer,
        learningRate: given['learning-rate'] ?? training.optimizer.learningRate,
      },
    },
  };
}

async function makeFolder(path: string, output: Output): Promise<boolean> {
  try {
    await mkdir(path, { recursive: true });
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    output.note(`The folder ${path} cannot be made (${code}).`);
    return false;
  }
}

/** Events as they come, one object a line; an epoch's figures stand beside its type. */
function reportJson(output: Output): (message: TrainerMessage) => void {
  return (message) => {
    if (!isRunEvent(message)) return;
    output.printJson(message.type === 'epoch' ? { type: 'epoch', ...message.point } : message);
  };
}

function reportToPeople(document: NetloomDocument, output: Output): (message: TrainerMessage) => void {
  const progress = new ProgressLine();
  let epochs = document.training.epochs;
  return (message) => {
    if (!isRunEvent(message)) return;
    if (message.type === 'compiled') {
      epochs = message.epochs;
      output.print(headline(document, message));
    }
    if (message.type === 'epoch') output.print(formatEpoch(message.point, epochs));
    output.draw(progress.after(message, output.columns));
  };
}

function headline(document: NetloomDocument, compiled: Extract<RunEvent, { type: 'compiled' }>): string {
  const { batchSize, optimizer, seed } = document.training;
  const { device } = compiled;
  const cores = device.cores === undefined ? '' : ` (${device.cores} cores)`;
  return [
    `${document.name}: ${groupDigits(compiled.trainableParameters)} trainable parameters`,
    `${groupDigits(compiled.trainCount)} training and ${groupDigits(compiled.testCount)} test images of ${document.dataset.id}; ` +
      `batch ${batchSize}, ${optimizer.type}, learning rate ${optimizer.learningRate}, seed ${seed}`,
    `${compiled.engine} on ${device.name}${cores}; first step after ${formatSeconds(compiled.secondsToFirstStep)}`,
  ].join('\n');
}

function finish(
  { end, signal }: JobResult,
  outputDirectory: string | undefined,
  isJson: boolean,
  output: Output,
): number {
  const message = end.kind === 'ended' ? end.message : null;
  if (message?.type === 'failed' || message?.type === 'command-failed') {
    output.note(failureText(message.failure, 'en'));
    return signal === null ? 1 : exitCodeOf(signal);
  }
  if (end.kind === 'died' && signal === null) {
    const death = failure('trainer-died', { reason: end.reason }, { detail: end.lastWords });
    if (isJson) output.printJson({ type: 'failed', failure: death });
    output.note(`The training process ended unexpectedly (${end.reason}).`);
    if (end.lastWords.trim() !== '') output.note(end.lastWords.trim());
    return 1;
  }
  if (!isJson && message?.type === 'done') output.print(`Done in ${formatSeconds(message.seconds)}.`);
  if (!isJson && message?.type === 'stopped') output.print(`Stopped after step ${message.step}.`);
  if (!isJson && message !== null && outputDirectory !== undefined) {
    output.print(`Weights, metrics and the network are in ${outputDirectory}`);
  }
  return signal === null ? 0 : exitCodeOf(signal);
}
