import type { MeasuredMachine } from '../../../../contract/remote-channels';
import { GIGABIT } from '../../../../graph-runtime/estimate/group-speed';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { checkTarget } from '../../../remote/check-target';
import { trainerPackage } from '../../../remote/trainer-package';
import { type OptionDefinitions, parseCommandLine } from '../../arguments';
import type { Output } from '../../output';
import { lineText } from '../../group-forecast';
import { suggestedCommand } from '../../shell-command';
import type { Subcommand } from '../../subcommand';
import { confirmedKey, connectOptions, noteFailure, oneTarget } from './one-target';

const options = {
  ...connectOptions,
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `targets check NAME`: connects and looks; nothing there is changed. */
export const check: Subcommand = {
  uses: [
    'targets check NAME: connects, and reports host key, processor, cards, installed versions and free room',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const key = confirmedKey(given['host-key']);
  const target = await oneTarget('check', positionals);
  if (!target.ok) return noteFailure(target, [], output);
  const { name } = target.value;
  const report = await checkTarget(target.value, key);
  if (!report.ok) return noteFailure(report, ['targets', 'check', name], output);
  const trainer = await trainerPackage(__dirname);
  const version = trainer.ok ? trainer.value.version : null;
  const isInstalled = version !== null && report.value.versions.includes(version);
  if (given.json) output.printJson({ name, ...report.value, version, isInstalled });
  else {
    output.print(describe(report.value, version));
    if (!isInstalled)
      output.print(`Install the trainer with: ${suggestedCommand(['targets', 'install', name])}`);
  }
  return 0;
}

function describe(report: MeasuredMachine, version: string | null): readonly string[] {
  const { hostKey, system, machine, processor, cores, memoryBytes, cards, versions, freeBytes } = report;
  const { lineBits, slurm } = report;
  const named = versions.map((one) => (one === version ? `${one} (this one)` : one));
  return [
    `Host key    ${hostKey}`,
    `System      ${system}, ${machine}`,
    `Processor   ${processor === '' ? 'unknown' : processor}, ${cores} cores, ${formatBytes(memoryBytes, 'en')}`,
    `Cards       ${cards.length === 0 ? 'none' : `${cards.join(', ')}; the trainer that is sent computes on the processor`}`,
    `Trainer     ${named.length === 0 ? 'not installed' : named.join(', ')}`,
    `Free room   ${formatBytes(freeBytes, 'en')}`,
    ...(lineBits === null ? [] : [`Line        ${lineText(lineBits / GIGABIT)} through ssh`]),
    ...slurmLines(slurm),
  ];
}

function slurmLines(slurm: MeasuredMachine['slurm']): readonly string[] {
  if (slurm === undefined) return [];
  const partitions = slurm.partitions.map(({ name, isDefault, timeLimit, gres }) => {
    const facts = [isDefault ? 'default' : '', `up to ${timeLimit}`, gres].filter((fact) => fact !== '');
    return `${name} (${facts.join('; ')})`;
  });
  return [`Slurm       ${slurm.version}`, `Partitions  ${partitions.join(', ')}`];
}
