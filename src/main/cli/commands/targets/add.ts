import { type Reply, success } from '../../../../contract/failure';
import type { SlurmSettings } from '../../../../contract/slurm';
import { DEFAULT_FOLDER, remoteTarget, typedSlurm } from '../../../remote/remote-target';
import { addTarget } from '../../../remote/target-store';
import { type OptionDefinitions, type OptionValues, parseCommandLine, UsageError } from '../../arguments';
import type { Output } from '../../output';
import { suggestedCommand } from '../../shell-command';
import type { Subcommand } from '../../subcommand';
import { noteFailure } from './one-target';

const options = {
  folder: {
    kind: 'text',
    what: 'a folder on the other machine',
    value: 'DIR',
    help: `with add: where trainer, data and runs lie there; else ${DEFAULT_FOLDER} in the home folder`,
  },
  slurm: {
    kind: 'flag',
    help: 'with add: runs there are jobs of Slurm, which HOST submits',
  },
  partition: {
    kind: 'text',
    what: 'the name of a partition',
    value: 'NAME',
    help: 'with add --slurm: the partition of the jobs; else Slurm’s own choice',
  },
  nodes: {
    kind: 'integer',
    minimum: 1,
    maximum: 256,
    help: 'with add --slurm: computers on which each run is trained together; more than one need --closed-network',
  },
  'closed-network': {
    kind: 'flag',
    help: 'with add --nodes: the computers are in a closed network of people you trust. Needed, because TensorFlow’s server has\nno password and no encryption, and listens at every address of each computer',
  },
  cores: {
    kind: 'integer',
    minimum: 1,
    maximum: 4096,
    help: 'with add --slurm: processor cores of a job, on each computer',
  },
  cards: {
    kind: 'text',
    what: 'cards as Slurm calls them',
    value: 'GRES',
    help: 'with add --slurm: cards of a job, on each computer, e.g. gpu:1 or gpu:a100:2',
  },
  time: {
    kind: 'text',
    what: 'a time limit',
    value: 'TIME',
    help: 'with add --slurm: the time limit of a job, e.g. 12:00:00 or 2-00:00:00; the run is stopped before it, with a checkpoint',
  },
} as const satisfies OptionDefinitions;

type Given = OptionValues<typeof options>;

/** `targets add NAME HOST`: writes a machine down. Nothing is sent. */
export const add: Subcommand = {
  uses: [
    'targets add NAME [HOST]: adds a machine; HOST is a Host of ~/.ssh/config or user@host:port, else NAME is',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [name, host = name, ...others] = positionals;
  if (name === undefined || host === undefined || others.length > 0) {
    throw new UsageError('targets add needs a name and a host, e.g. targets add lab me@lab.example.org:22.');
  }
  const slurm = slurmOf(given);
  const target = slurm.ok ? remoteTarget(name, host, given.folder, slurm.value) : slurm;
  const added = target.ok ? await addTarget(target.value) : target;
  if (!added.ok) return noteFailure(added, [], output);
  output.print(
    `${name} is added. Look whether it can be reached with: ${suggestedCommand(['targets', 'check', name])}`,
  );
  return 0;
}

function slurmOf({
  slurm,
  partition,
  nodes,
  cores,
  cards,
  time,
  ...given
}: Given): Reply<SlurmSettings | null> {
  const typed = {
    partition: partition ?? '',
    nodes: String(nodes ?? ''),
    cores: String(cores ?? ''),
    gres: cards ?? '',
    time: time ?? '',
  };
  if (slurm) return typedSlurm(typed, given['closed-network']);
  if (Object.values(typed).some((value) => value !== '')) {
    throw new UsageError(
      '--partition, --nodes, --cores, --cards and --time are for jobs of Slurm: add --slurm.',
    );
  }
  return success(null);
}
