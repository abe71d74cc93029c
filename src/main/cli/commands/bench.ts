import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import type { BenchResult } from '../../trainer/protocol/protocol';
import { type OptionKinds, parseCommandLine } from '../arguments';
import { formatSeconds, groupDigits } from '../figures';
import { readTrainableNetwork } from '../network-argument';
import type { Output } from '../output';
import { terminalFailure } from '../terminal-failure';
import { exitCodeOf, exitFailureLines, runTrainerJob } from '../trainer-job';

const options = {
  steps: { kind: 'integer', minimum: 1, maximum: 100_000 },
  'batch-size': { kind: 'integer', minimum: 1, maximum: 65_536 },
  stream: { kind: 'flag' },
  json: { kind: 'flag' },
} as const satisfies OptionKinds;

const DEFAULT_STEPS = 30;

/** `bench FILE`: how fast the network trains on this machine. */
export async function bench(args: readonly string[], output: Output): Promise<number> {
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
