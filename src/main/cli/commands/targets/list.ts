import type { RemoteTarget } from '../../../remote/remote-target';
import { listTargets } from '../../../remote/target-store';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../../arguments';
import type { Output } from '../../output';
import type { Subcommand } from '../../subcommand';
import { formatTable } from '../../table';
import { noteFailure } from './one-target';

const options = {
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `targets list`: the machines that were added. */
export const list: Subcommand = {
  uses: ['targets list: lists the machines'],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  if (positionals.length > 0) throw new UsageError('targets list takes no arguments.');
  const listed = await listTargets();
  if (!listed.ok) return noteFailure(listed, [], output);
  if (given.json) output.printJson({ targets: listed.value });
  else if (listed.value.length === 0)
    output.print('There are no other machines yet: targets add NAME HOST adds one.');
  else {
    output.print(
      formatTable(
        [
          { title: 'name', align: 'left' },
          { title: 'host', align: 'left' },
          { title: 'folder', align: 'left' },
          { title: 'Slurm', align: 'left' },
        ],
        listed.value.map((target) => [target.name, target.host, target.folder, slurmWords(target)]),
      ),
    );
  }
  return 0;
}

function slurmWords(target: RemoteTarget): string {
  if (target.kind !== 'slurm') return '';
  const { partition, nodes, cores, gres, time } = target.slurm;
  const counted = (count: number | null, word: string) => (count === null ? null : `${count} ${word}`);
  const words = [partition, counted(nodes, 'nodes'), counted(cores, 'cores'), gres, time];
  const asked = words.filter((word) => word !== null);
  return asked.length === 0 ? 'defaults' : asked.join(', ');
}
