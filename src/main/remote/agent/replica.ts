import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ownEntry } from '../../files/own-entry';
import { startForkedProcess } from '../../processes/forked-process';
import { fromPlain, toPlain } from '../../processes/plain-messages';
import type { TrainerCommand, TrainerMessage } from '../../trainer/protocol/protocol';
import { addressesOfStep } from '../slurm-nodes';
import { ELSEWHERE, NODE_OF_JOB, REPLICA_GREETING, type ReplicaHello } from './replica-protocol';

/*
 * A process of a group that trains one network together, on the machine that computes: it starts a trainer, hands it the command that comes on
 * its input, and prints what the trainer says. It ends, and its trainer with it, when its input does: with whoever has started it.
 */

/** A port that nobody uses now. The other processes have to know it before the server listens there. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** This machine's and its owner's, as whoever has started this process says. A job of Slurm inherits the connection of who submitted it. */
async function addresses(): Promise<Pick<ReplicaHello, 'address' | 'owner'>> {
  if (process.argv[2] === NODE_OF_JOB) return (await addressesOfStep()) ?? {};
  const [client = '', , server = ''] = (process.env.SSH_CONNECTION ?? '').split(' ');
  return server === '' ? {} : { address: server, owner: client };
}

async function main(): Promise<void> {
  // `FOLDER/VERSION/cli`: data that was sent lies beside the version.
  if (process.argv[2] === ELSEWHERE) process.env.XDG_DATA_HOME = join(dirname(dirname(__dirname)), 'data');
  const { entry, execArgv } = ownEntry(__dirname, join(__dirname, '../../trainer/process/trainer.ts'));
  const trainer = startForkedProcess<TrainerCommand, TrainerMessage>({ entry, execArgv });
  const end = () => {
    // A native call keeps it from seeing that its owner is gone.
    trainer.kill();
    process.exit(0);
  };
  trainer.onMessage((message) => process.stdout.write(`${JSON.stringify(toPlain(message))}\n`));
  trainer.onOutput((text) => process.stderr.write(text));
  trainer.onExit(end);
  process.stdout.on('error', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => trainer.send(fromPlain(JSON.parse(line)) as TrainerCommand));
  lines.on('close', end);
  const hello: ReplicaHello = { port: await freePort(), ...(await addresses()) };
  process.stdout.write(`${REPLICA_GREETING}${JSON.stringify(hello)}\n`);
}

void main();
