import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import type { BenchResult } from '../../trainer/protocol/protocol';
import { type OptionDefinitions, parseCommandLine } from '../arguments';
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatSeconds, groupDigits } from '../figures';
import { readTrainableNetwork } from '../network-argument';
import type { Output } from '../output';
import { batchSizeOption } from '../shared-options';
import { terminalFailure } from '../terminal-failure';
import { exitCodeOf, exitFailureLines, runTrainerJob } from '../trainer-job';

const DEFAULT_STEPS = 30;

const options = {
  steps: { kind: 'integer', minimum: 1, maximum: 100_000, help: `timed steps (default ${DEFAULT_STEPS})` },
  'batch-size': batchSizeOption,
  stream: {
    kind: 'flag',
    help: 'read the images from disk batch by batch, as for data sets that do not fit in memory',
  },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `bench FILE`: how fast the network trains on this machine. */
export const bench: Command = {
  takes: 'FILE',
  summary: 'measures how fast a network trains here',
  uses: ['bench FILE: measures how fast a network trains here, on random weights and real data'],
  options,
  ...RUNS_A_NETWORK,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const network = await readTrainableNetwork('bench', positionals, given.json, output);
  if (!network.ok) return network.exitCode;
  const { training } = network.document;
  const document = {
    ...network.document,
    training: { ...training, batchSize: given['batch-size'] ?? training.batchSize },
  };
  if (!given.json) output.draw(`Measuring ${document.name} …`);
  const { end, signal } = await runTrainerJob(
    {
      type: 'bench',
      document,
      steps: given.steps ?? DEFAULT_STEPS,
      ...(given.stream && { dataBudgetBytes: 0 }),
    },
    () => undefined,
    () => output.note('Stopping; Ctrl-C again stops at once.'),
  );
  output.draw('');
  if (signal !== null) return exitCodeOf(signal);
  if (end.kind === 'ended' && end.message.type === 'benched') {
    const { result } = end.message;
    if (given.json) output.printJson({ name: document.name, ...result });
    else output.print(describe(document.name, result));
    return 0;
  }
  if (end.kind === 'ended' && 'failure' in end.message) output.note(terminalFailure(end.message.failure));
  if (end.kind === 'died') output.note(exitFailureLines(end));
  return 1;
}

function describe(name: string, result: BenchResult): readonly string[] {
  return [
    `${name}, batch ${result.batchSize}: ${groupDigits(result.examplesPerSecond)} examples/s`,
    `median step ${formatSeconds(result.medianStepSeconds)} of ${result.steps}; time to first step ${formatSeconds(result.firstStepSeconds)}`,
    `peak memory ${formatBytes(result.peakMemoryMB * 1e6, 'en')}`,
    `${result.engine} on ${result.device.name}`,
  ];
}
