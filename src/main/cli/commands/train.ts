import { dirname, join } from 'node:path';
import type { Failure } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { findWeights } from '../../exchange/document-weights';
import type { TrainerCommand, TrainerMessage } from '../../trainer/protocol/protocol';
import { readElsewhere } from '../../remote/mirror';
import { asReplicas } from '../../remote/training-group';
import { CHECKPOINTS_FOLDER } from '../../trainer/run-folder/folder-contents';
import { type OptionDefinitions, type OptionValues, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import {
  type IntendedTraining,
  type NetworkArgument,
  readTrainableNetwork,
  requireTrainable,
} from '../network-argument';
import { learningOptions, withLearningOptions } from '../learning-options';
import type { Output } from '../output';
import { failureAdvice, resumeAdvice } from '../resume-advice';
import { followAgain, trainElsewhere } from '../train-elsewhere';
import { endTrainerAhead } from '../trainer-ahead';
import { suggestedCommand } from '../shell-command';
import { readRunNetwork } from '../run-argument';
import { terminalFailure } from '../terminal-failure';
import { formatTime, keepSpeed, reportTime } from '../time-report';
import { endLines, reportJson, reportToPeople } from '../training-report';
import { namesOf, trainTogether } from '../train-together';
import { exitCodeOf, exitFailureLines, type JobResult, runTrainerJob } from '../trainer-job';
import { trainingOptions, withTrainingOptions } from '../training-options';
import { pathForWriting, userPath } from '../user-path';

/** What `train` takes besides the training settings. */
export const ownTrainOptions = {
  out: {
    kind: 'text',
    what: 'a folder',
    value: 'DIR',
    help: 'a new or empty folder for weights, metrics, network and checkpoints; such a run can be resumed',
  },
  overwrite: {
    kind: 'flag',
    help: 'with --out: replace the earlier run in that folder (only the files of a run)',
  },
  resume: {
    kind: 'text',
    what: 'the folder of a run',
    value: 'DIR',
    help: 'the folder of a run; with more --epochs than before, a finished run continues training',
  },
  on: {
    kind: 'text',
    what: 'the name of a machine',
    value: 'NAME',
    help: 'with --out or --resume: train on another machine (targets lists them); the folder here receives\nevents, checkpoints and weights as they come',
  },
  with: {
    kind: 'text',
    what: 'names of machines',
    value: 'NAMES',
    help: 'train together with other machines (targets lists them; "here": one more process on this one; "slurm:NODE": another\nnode of the job that runs this command), with commas between them: each computes a part of every batch; the numbers\nare those of as many --replicas',
  },
  'closed-network': {
    kind: 'flag',
    help: 'with --with: all machines are in a closed network of people you trust. Needed, because TensorFlow’s server has no\npassword and no encryption, and listens at every address of each machine',
  },
  line: {
    kind: 'integer',
    minimum: 1,
    maximum: 400,
    help: 'with --with, or several nodes: Gb/s that the network between the machines carries, for the forecast; else what\nis measured through ssh, for nodes 1',
  },
  anyway: {
    kind: 'flag',
    help: 'with --with, or several nodes: train together also where it is not expected to be 1.2 times as fast',
  },
  follow: {
    kind: 'text',
    what: 'the folder of a run',
    value: 'DIR',
    help: 'follow a run on another machine again',
  },
  weights: {
    kind: 'text',
    what: 'a safetensors file',
    value: 'FILE',
    help: 'start from the weights of a safetensors file, where name and shape match',
  },
  ...learningOptions,
  limit: {
    kind: 'integer',
    minimum: 1,
    maximum: 1_000_000_000,
    help: 'use only the first N training images',
  },
  json: { kind: 'flag', help: 'print one JSON object per line, for each event' },
} as const satisfies OptionDefinitions;

/** All that `train` takes. What each means to a resumed run says `resume-options.ts`. */
const options: typeof ownTrainOptions & OptionDefinitions = { ...trainingOptions, ...ownTrainOptions };
type Given = OptionValues<typeof options>;

/** `train FILE` or `train --resume DIR`: trains a network in its own process and reports its progress. */
export const train: Command = {
  takes: 'FILE',
  summary: 'trains a network',
  uses: [
    'train FILE: trains a network with the settings in its file',
    'train --resume DIR: resumes a run that was stopped or interrupted; the results are the same as without the interruption',
    'train FILE --on NAME --out DIR: trains on another machine; train --follow DIR: follows that run again',
  ],
  options,
  notes: `A resumed run keeps its settings. A different seed, batch size, optimizer or validation split is refused, as is anything else that would change
the meaning of its weights; what only affects further training (learning rate, schedule, epochs, augmentation, ...) is reported.

Ctrl-C stops after the current step, with a checkpoint if there is a folder for it (exit code 130); a second Ctrl-C stops at once.
On another machine, the run continues when this command ends otherwise, and a second Ctrl-C leaves it.`,
  exitCodes: ['done', 'failed'],
  isTraining: true,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  // Nothing is computed here.
  if (given.on !== undefined || given.follow !== undefined) endTrainerAhead();
  if (given.follow !== undefined && positionals.length > 0)
    throw new UsageError('--follow takes the folder of the run; leave the network file away.');
  if (given.follow !== undefined) return followAgain(given.follow, { args, isJson: given.json }, output);
  const folder = folderOf(given);
  await requireNotElsewhere(folder, given);
  const network = await networkOf(positionals, given, folder, output);
  if (!network.ok) return network.exitCode;
  const { document } = network;
  const names = namesOf(given);
  const initial = await initialWeightsOf(document, positionals, given);
  if (given.on !== undefined && folder !== undefined) {
    return trainElsewhere({ ...given, on: given.on, document, folder, ...initial, args }, output);
  }
  const report = given.json ? reportJson(output) : reportToPeople(document, output);
  let kept: Promise<void> | null = null;
  // When all has been checked: a run that is refused takes no time.
  let estimate: Promise<void> | null = null;
  const wantsTime = !given.json && given.resume === undefined;
  const onMessage = (message: TrainerMessage) => {
    if (message.type === 'measured-speed') kept = keepSpeed(message.record);
    if (wantsTime && message.type === 'preparing' && message.task === 'initializing') {
      estimate = printTime(document, given.limit, output);
    }
    report(message);
  };
  const onInterrupt = () =>
    output.note(
      'Stopping after this step; one that takes longer than 10 seconds is left unfinished. Ctrl-C again stops at once.',
    );
  const command = { ...commandOf(document, given, folder), ...initial };
  const result =
    names === null
      ? await runTrainerJob(command, onMessage, onInterrupt)
      : await trainTogether(names, { command, ...given }, { onMessage, onInterrupt }, output);
  if (result === null) return 1;
  await estimate;
  await kept;
  output.draw('');
  return finish(result, { folder, args, isJson: given.json }, output);
}

/** How long it will take, while the trainer computes its first step. */
async function printTime(
  document: NetloomDocument,
  limit: number | undefined,
  output: Output,
): Promise<void> {
  const time = await reportTime(analyze(document), limit);
  if (time !== null) output.print(`${document.name}: ${formatTime(time, document.training.epochs)}`);
}

function folderOf({ out, resume, overwrite, on }: Given): string | undefined {
  if (on !== undefined && out === undefined && resume === undefined)
    throw new UsageError('--on needs --out, the folder here for what the run elsewhere writes.');
  if (overwrite && out === undefined)
    throw new UsageError('--overwrite needs --out, the folder of the run to replace.');
  if (resume === undefined) return out === undefined ? undefined : pathForWriting(out);
  if (out !== undefined) throw new UsageError('--resume continues in the folder it names; leave --out away.');
  return userPath(resume);
}

/** The network file, or the network that a run keeps. */
async function networkOf(
  positionals: readonly string[],
  given: Given,
  folder: string | undefined,
  output: Output,
): Promise<NetworkArgument> {
  const { resume, weights, json, limit } = given;
  const names = namesOf(given);
  const intended: IntendedTraining = {
    adapt: (document) => withLearningOptions(asReplicas(withTrainingOptions(document, given), names), given),
    limit,
    isLearning: true,
  };
  if (resume === undefined || folder === undefined)
    return readTrainableNetwork('train', positionals, json, output, intended);
  if (positionals.length > 0) {
    throw new UsageError('--resume takes the network that the run keeps; leave the network file away.');
  }
  if (weights !== undefined)
    throw new UsageError('--resume continues with the weights of the run; leave --weights away.');
  const network = { document: await readRunNetwork(folder, resume), warnings: [] };
  return requireTrainable(network, json, output, intended);
}

/** A run that trains on another machine is not resumed a second time beside it. */
async function requireNotElsewhere(folder: string | undefined, { resume }: Given): Promise<void> {
  const elsewhere = folder === undefined || resume === undefined ? null : await readElsewhere(folder);
  if (elsewhere === null || elsewhere.end !== null) return;
  const follow = suggestedCommand(['train', '--follow', folder ?? '']);
  const { host } = elsewhere.target;
  throw new UsageError(`This run is training on ${host}. Follow it, and stop it there, with: ${follow}`);
}

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** The file of weights to begin with: the one that was given, or the one that the network names, beside its file. */
async function initialWeightsOf(
  { weights: reference }: NetloomDocument,
  [file]: readonly string[],
  { weights, resume }: Given,
): Promise<Pick<TrainCommand, 'initialWeights' | 'initialWeightsHash'>> {
  if (weights !== undefined) return { initialWeights: userPath(weights) };
  if (reference === undefined || resume !== undefined || file === undefined) return {};
  const found = await findWeights(reference, [dirname(userPath(file))]);
  if (!found.ok) throw new UsageError(terminalFailure(found.error).join('\n'));
  return { initialWeights: found.value, initialWeightsHash: reference.sha256 };
}

function commandOf(
  document: NetloomDocument,
  { limit, resume, overwrite }: Given,
  folder: string | undefined,
): TrainCommand {
  return {
    type: 'train',
    document,
    ...(limit !== undefined && { limit }),
    ...(folder !== undefined && { outputDirectory: folder, runDirectory: join(folder, CHECKPOINTS_FOLDER) }),
    ...(overwrite && { overwrite }),
    ...(resume !== undefined && { resume: true }),
  };
}

interface Called {
  readonly folder: string | undefined;
  /** As the user gave them. */
  readonly args: readonly string[];
  readonly isJson: boolean;
}

async function finish({ end, signal }: JobResult, called: Called, output: Output): Promise<number> {
  const { folder, args, isJson } = called;
  const exitCode = signal === null ? null : exitCodeOf(signal);
  const message = end.kind === 'ended' ? end.message : null;
  if (message?.type === 'failed' || message?.type === 'command-failed') {
    output.note(terminalFailure(message.failure));
    for (const line of failureAdvice(message.failure, folder)) output.note(line);
    return exitCode ?? 1;
  }
  if (end.kind === 'died') {
    if (signal === null) reportExitFailure(end, isJson, output);
    for (const line of await resumeAdvice(folder, args)) output.note(line);
    return exitCode ?? 1;
  }
  if (!isJson && message !== null) for (const line of endLines(message, folder)) output.print(line);
  if (message?.type === 'stopped') {
    const lines = await resumeAdvice(folder, args);
    for (const line of lines) isJson ? output.note(line) : output.print(line);
  }
  return exitCode ?? 0;
}

function reportExitFailure(
  end: { readonly kind: 'died'; readonly failure: Failure },
  isJson: boolean,
  output: Output,
): void {
  if (isJson) output.printJson({ type: 'failed', failure: end.failure });
  output.note(exitFailureLines(end));
}
