import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { failed, type Failure, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { ownEntry } from '../files/own-entry';
import { fromPlain, toPlain } from '../processes/plain-messages';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import {
  ELSEWHERE,
  NODE_OF_JOB,
  REPLICA_GREETING,
  type ReplicaHello,
  replicaHelloSchema,
} from './agent/replica-protocol';
import type { RemoteTarget } from './remote-target';
import { srunCommand } from './slurm-nodes';
import type { SshConnection } from './ssh-connection';

const OUTPUT_CHARACTERS = 4_096;

/** Another process of a group, seen from the one that has started it. */
export class ReplicaClient {
  readonly hello: ReplicaHello;
  readonly #child: ChildProcess;
  #failure: Failure | null = null;
  /** Settles when it has ended. */
  readonly ended: Promise<void>;

  private constructor(child: ChildProcess, hello: ReplicaHello) {
    this.#child = child;
    this.hello = hello;
    this.ended = new Promise((resolve) => {
      child.once('close', () => resolve());
    });
  }

  /** On this machine. */
  static startHere(): Promise<Reply<ReplicaClient>> {
    const child = spawn(process.execPath, commandHere(), { detached: true });
    return ReplicaClient.#greeted(child, failure('replica-not-started', { name: 'here' }));
  }

  /** On another node of the job of Slurm in which this process runs, where the same program lies. */
  static startOnNode(node: string): Promise<Reply<ReplicaClient>> {
    // Outside of a job, it would ask for one.
    const refusal = failure('slurm-nodes-unknown', { nodes: node });
    if (process.env.SLURM_JOB_ID === undefined) return Promise.resolve(failed(refusal));
    const [program = '', ...args] = srunCommand(node, [process.execPath, ...commandHere(), NODE_OF_JOB]);
    const child = spawn(program, args, { detached: true });
    return ReplicaClient.#greeted(child, refusal);
  }

  /** With the trainer that is installed on another machine. */
  static startThere(
    connection: SshConnection,
    target: RemoteTarget,
    version: string,
  ): Promise<Reply<ReplicaClient>> {
    const folder = `${target.folder}/${version}`;
    const child = connection.start([`${folder}/node`, `${folder}/cli/replica.js`, ELSEWHERE]);
    return ReplicaClient.#greeted(child, failure('replica-not-started', { name: target.name }));
  }

  /** Why it could not train, where it has said so. */
  get failure(): Failure | null {
    return this.#failure;
  }

  train(command: TrainerCommand): void {
    this.#child.stdin?.write(`${JSON.stringify(toPlain(command))}\n`);
  }

  /** Ends it, whatever it is doing. */
  async close(): Promise<void> {
    this.#child.stdin?.end();
    await this.ended;
  }

  static #greeted(child: ChildProcess, refusal: Failure): Promise<Reply<ReplicaClient>> {
    let output = '';
    child.stdin?.on('error', () => undefined);
    child.stderr?.on('data', (data: Buffer) => {
      output = `${output}${data.toString()}`.slice(-OUTPUT_CHARACTERS);
    });
    return new Promise((resolve) => {
      const refuse = () => resolve(failed({ ...refusal, detail: output }));
      child.once('error', refuse).once('close', refuse);
      if (child.stdout === null) return refuse();
      let client: ReplicaClient | null = null;
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (client !== null) client.#take(fromPlain(JSON.parse(line)) as TrainerMessage);
        else if (line.startsWith(REPLICA_GREETING)) {
          const hello = replicaHelloSchema.parse(JSON.parse(line.slice(REPLICA_GREETING.length)));
          client = new ReplicaClient(child, hello);
          resolve(success(client));
        }
      });
    });
  }

  #take(message: TrainerMessage): void {
    if (message.type !== 'failed' && message.type !== 'command-failed') return;
    this.#failure = message.failure;
    // What it cannot do, the others cannot either: its end ends the run.
    this.#child.stdin?.end();
  }
}

/** How this program is started as one of a group. */
function commandHere(): readonly string[] {
  const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'agent/replica.ts'));
  return [...execArgv, entry];
}
