import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Before the name of a node of the Slurm job in which a command runs, where a machine is named. Names of machines have no colon. */
export const SLURM_NODE = 'slurm:';

/** The node that is named; null: another machine is. */
export function slurmNode(name: string): string | null {
  const node = name.startsWith(SLURM_NODE) ? name.slice(SLURM_NODE.length) : '';
  return NODE.test(node) ? node : null;
}

const NODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$/;

/** How a process is started on a node of this job: it takes all that the job has there, beside nothing else. Its input ends with that of `srun`. */
export function srunCommand(node: string, command: readonly string[]): readonly string[] {
  // Since 22.05 steps do not take over the cores of their job.
  const cores = process.env.SLURM_CPUS_PER_TASK;
  return [
    'srun',
    '--nodes=1',
    '--ntasks=1',
    `--nodelist=${node}`,
    '--overlap',
    '--kill-on-bad-exit=0',
    ...(cores === undefined ? [] : [`--cpus-per-task=${cores}`]),
    ...command,
  ];
}

/**
 * The addresses of this node and of the one that has started a process on it, in the network that connects the two. What a node's name means is
 * not asked: on many, its own is an address that nobody else reaches.
 */
export async function addressesOfStep(): Promise<{ address: string; owner: string } | null> {
  const owner = process.env.SLURM_LAUNCH_NODE_IPADDR;
  if (owner === undefined || owner === '') return null;
  // Nothing is sent: a socket learns its own address when it learns of the other.
  const socket = createSocket(owner.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.connect(1, owner);
    await once(socket, 'connect');
    return { address: socket.address().address, owner };
  } finally {
    socket.close();
  }
}
