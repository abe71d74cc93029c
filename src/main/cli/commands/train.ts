import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import type { RunEvent } from '../../../preload/contract';
import { failure } from '../../../preload/failures';
import { systemErrorText } from '../../../preload/system-errors';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { hasCheckpoint } from '../../training/checkpoints/checkpoint-store';
import { isRunEvent, type TrainerCommand, type TrainerMessage } from '../../training/protocol';
import { type OptionKinds, type OptionValues, parseCommandLine, UsageError } from '../arguments';
import { formatSeconds, groupDigits } from '../figures';
import { readTrainableNetwork } from '../network-argument';
import type { Output } from '../output';
import { linesOf, terminalFailure } from '../terminal-failure';
import { formatEpoch, ProgressLine } from '../progress-line';
import { exitCodeOf, type JobResult, runTrainerJob } from '../trainer-job';
import { trainingOptions, withTrainingOptions } from '../training-options';
import { pathForWriting, userPath } from '../user-path';

const options = {
  ...trainingOptions,
  limit: { kind: 'integer', minimum: 1, maximum: 1_000_000_000 },
  weights: { kind: 'text', what: 'a safetensors file' },
  out: { kind: 'text', what: 'a folder' },
  resume: { kind: 'text', what: 'the folder of a run' },
  json: { kind: 'flag' },
} as const satisfies OptionKinds;
type Given = OptionValues<typeof options>;

/** Within the folder a run is given: all that it takes to go on. */
const CHECKPOINTS = 'checkpoints';
const DOCUMENT = 'document.json';

/** `train FILE` or `train --resume DIR`: trains a network in a process of its own and tells how it goes. */
export async function train(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const folder = folderOf(given);
  const files = given.resume === undefined ? positionals : networkToResume(positionals, given, folder);
  const network = await readTrainableNetwork('train', files, given.json, output);
  if (!network.ok) return network.exitCode;
  const document = withTrainingOptions(network.document, given);
  if (folder !== undefined && !(await prepareFolder(folder, document, given, output))) return 1;

  const report = given.json ? reportJson(output) : reportToPeople(document, output);
  const result = await runTrainerJob(commandOf(document, given, folder), report, () =>
    output.note('Stopping after this step; Ctrl-C again stops at once.'),
  );
  output.draw('');
  return finish(result, folder, given.json, output);
}

function folderOf({ out, resume }: Given): string | undefined {
  if (resume !== undefined) {
    if (out !== undefined) throw new UsageError('--resume goes on in the folder it names; leave --out away.');
    return userPath(resume);
  }
  return out === undefined ? undefined : pathForWriting(out);
}

/** A run is taken up with the network it keeps. */
function networkToResume(
  positionals: readonly string[],
  { resume, weights }: Given,
  folder: string | undefined,
): readonly string[] {
  if (positionals.length > 0) {
    throw new UsageError('--resume takes the network that the run keeps; leave the network file away.');
  }
  if (weights !== undefined)
    throw new UsageError('--resume goes on with the weights of the run; leave --weights away.');
  const path = join(folder ?? '', DOCUMENT);
  if (!existsSync(path)) throw new UsageError(`There is no run in ${resume}.`);
  return [path];
}

function commandOf(
  document: NetloomDocument,
  { limit, weights, resume }: Given,
  folder: string | undefined,
): TrainerCommand {
  return {
    type: 'train',
    document,
    ...(limit !== undefined && { limit }),
    ...(weights !== undefined && { initialWeights: userPath(weights) }),
    ...(folder !== undefined && { outputDirectory: folder, runDirectory: join(folder, CHECKPOINTS) }),
    ...(resume !== undefined && { resume: true }),
  };
}

/** Makes the folder and puts the network into it, so that the run can be taken up whatever happens. False: what is wrong has been said. */
async function prepareFolder(
  folder: string,
  document: NetloomDocument,
  { resume, out }: Given,
  output: Output,
): Promise<boolean> {
  if (!(await makeFolder(folder, output))) return false;
  if (resume === undefined && (await hasCheckpoint(join(folder, CHECKPOINTS)))) {
    output.note(`There is a run in ${out} already: go on with it (--resume ${out}), or name another folder.`);
    return false;
  }
  try {
    await writeFileAtomically(join(folder, DOCUMENT), serializeDocument(document));
    return true;
  } catch (error) {
    output.note(terminalFailure(writeFailure(join(folder, DOCUMENT), error)));
    return false;
  }
}

async function makeFolder(path: string, output: Output): Promise<boolean> {
  try {
    await mkdir(path, { recursive: true });
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    output.note(`The folder ${path} cannot be made: ${systemErrorText(code, 'en') ?? code}.`);
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
    if (message.type === 'warning') output.note(terminalFailure(message.failure));
    if (message.type === 'compiled') {
      epochs = message.epochs;
      output.print(headline(document, message));
    }
    if (message.type === 'epoch') output.print(formatEpoch(message.point, epochs));
    output.draw(progress.after(message, output.columns));
  };
}

function headline(
  document: NetloomDocument,
  compiled: Extract<RunEvent, { type: 'compiled' }>,
): readonly string[] {
  const { batchSize, optimizer, seed } = document.training;
  const { device } = compiled;
  const cores = device.cores === undefined ? '' : ` (${device.cores} cores)`;
  return [
    `${document.name}: ${groupDigits(compiled.trainableParameters)} trainable parameters`,
    `${groupDigits(compiled.trainCount)} training and ${groupDigits(compiled.testCount)} test images of ${document.dataset.id}; ` +
      `batch ${batchSize}, ${optimizer.type}, learning rate ${optimizer.learningRate}, seed ${seed}`,
    `${compiled.engine} on ${device.name}${cores}; first step after ${formatSeconds(compiled.secondsToFirstStep)}`,
  ];
}

function finish(
  { end, signal }: JobResult,
  folder: string | undefined,
  isJson: boolean,
  output: Output,
): number {
  const message = end.kind === 'ended' ? end.message : null;
  if (message?.type === 'failed' || message?.type === 'command-failed') {
    output.note(terminalFailure(message.failure));
    return signal === null ? 1 : exitCodeOf(signal);
  }
  if (end.kind === 'died' && signal === null) {
    const death = failure('trainer-died', { reason: end.reason }, { detail: end.lastWords });
    if (isJson) output.printJson({ type: 'failed', failure: death });
    output.note(`The training process ended unexpectedly (${end.reason}).`);
    if (end.lastWords.trim() !== '') output.note(linesOf(end.lastWords));
    return 1;
  }
  if (!isJson && message !== null) for (const line of lastWords(message, folder)) output.print(line);
  return signal === null ? 0 : exitCodeOf(signal);
}

/** How it ended, and how one goes on. */
function lastWords(message: TrainerMessage, folder: string | undefined): readonly string[] {
  const lines: string[] = [];
  if (message.type === 'done') {
    const { reason, bestEpoch } = message;
    const early = reason === 'early-stopping' ? ' No further improvement: it was stopped early.' : '';
    const best = bestEpoch === undefined ? '' : ` The weights are those of epoch ${bestEpoch}, the best.`;
    lines.push(`Done in ${formatSeconds(message.seconds)}.${early}${best}`);
  }
  if (message.type === 'stopped') lines.push(`Stopped after step ${message.step}.`);
  if (folder !== undefined) lines.push(`Weights, metrics, checkpoints and the network are in ${folder}`);
  if (folder !== undefined && message.type === 'stopped')
    lines.push(`Go on with: train --resume ${quoted(folder)}`);
  return lines;
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`;
}
