import { once } from 'node:events';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { failed, type Failure, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { isClosedAddress } from '../machine/closed-address';
import { readNewestCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { AgentClient } from './agent-client';
import { closeMachines, type GroupMachine } from './group-machines';
import { ReplicaClient } from './replica-client';
import { slurmNode } from './slurm-nodes';
import { sendDataset } from './start-run';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** How long a trainer may take to notice that one of the others in its group is gone. */
export const LOST_MILLISECONDS = 4_000;
const LOOPBACK = '127.0.0.1';

interface Member {
  readonly name: string;
  readonly replica: ReplicaClient;
}

export interface OpenOptions {
  /** A machine has not the data set yet. */
  readonly onSendDataset: (name: string, bytes: number) => void;
  /** Gives up: the connections are closed. */
  readonly signal?: AbortSignal;
}

/** One of the other processes has ended before the run. */
export interface LostMember {
  readonly name: string;
  /** Why, where it has said so. */
  readonly failure: Failure | null;
}

/** The network with a replica for this machine and one for each of the others; null: it is not trained together. */
export function asReplicas(document: NetloomDocument, names: readonly string[] | null): NetloomDocument {
  if (names === null) return document;
  return { ...document, training: { ...document.training, replicas: names.length + 1 } };
}

/** The other processes of a run that several machines train together; this one's trainer is the first of the group. */
export class TrainingGroup {
  readonly #machines: readonly GroupMachine[];
  readonly #members: readonly Member[];
  readonly #addresses: readonly string[];
  #isOver = false;

  private constructor(
    machines: readonly GroupMachine[],
    members: readonly Member[],
    addresses: readonly string[],
  ) {
    this.#machines = machines;
    this.#members = members;
    this.#addresses = addresses;
  }

  /** Starts the others on machines that are connected, with the data there. These connections are the group's from now on. */
  static async open(machines: readonly GroupMachine[], options: OpenOptions): Promise<Reply<TrainingGroup>> {
    const close = () => void closeMachines(machines);
    options.signal?.addEventListener('abort', close);
    const members: Member[] = [];
    const started = await startMembers(machines, members, options);
    const addresses = started.ok ? await addressesOf(members) : started;
    options.signal?.removeEventListener('abort', close);
    if (addresses.ok) return success(new TrainingGroup(machines, members, addresses.value));
    await Promise.all(members.map(({ replica }) => replica.close()));
    await closeMachines(machines);
    return addresses;
  }

  /** Has the others begin, and gives the command for the trainer here. */
  async begin(command: TrainCommand): Promise<TrainCommand> {
    const limit = await limitOf(command);
    const limited = limit === null ? {} : { limit };
    const group = {
      addresses: this.#addresses,
      names: [hostname(), ...this.#members.map(({ name }) => name)],
    };
    for (const [place, { replica }] of this.#members.entries()) {
      const { document } = command;
      replica.train({ type: 'train', document, ...limited, group: { ...group, rank: place + 1 } });
    }
    return { ...command, ...limited, group: { ...group, rank: 0 } };
  }

  /** Calls when one of the others has ended before the run: the trainer here may wait for it. */
  onLost(call: (lost: LostMember) => void): void {
    for (const { name, replica } of this.#members) {
      void replica.ended.then(() => {
        if (!this.#isOver) call({ name, failure: replica.failure && saidBy(name, replica.failure) });
      });
    }
  }

  /** Ends the others, whatever they are doing. */
  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#members.map(({ replica }) => replica.close()));
    await closeMachines(this.#machines);
  }
}

async function startMembers(
  machines: readonly GroupMachine[],
  members: Member[],
  options: OpenOptions,
): Promise<Reply<null>> {
  // Processes alone start at the same time: a job may have hundreds of nodes. Data goes to one machine after the other.
  const processes = await Promise.all(
    machines.map((machine) => (machine.there === null ? startProcess(machine.name) : null)),
  );
  let error: Failure | null = null;
  for (const [place, { name, there }] of machines.entries()) {
    if (error !== null && there !== null) continue;
    const replica: Reply<ReplicaClient> | null =
      there === null ? (processes[place] ?? null) : await startThere(name, there, options);
    if (replica?.ok === true) members.push({ name: slurmNode(name) ?? name, replica: replica.value });
    else if (replica !== null) error ??= replica.error;
  }
  return error === null ? success(null) : failed(error);
}

function startProcess(name: string): Promise<Reply<ReplicaClient>> {
  const node = slurmNode(name);
  return node === null ? ReplicaClient.startHere() : ReplicaClient.startOnNode(node);
}

async function startThere(
  name: string,
  there: NonNullable<GroupMachine['there']>,
  { onSendDataset }: OpenOptions,
): Promise<Reply<ReplicaClient>> {
  const { connection, target, version } = there;
  if (!there.dataset.isShipped) {
    const agent = await AgentClient.start(connection, target, version);
    if (!agent.ok) return agent;
    const sending = { ...there, onSendDataset: (bytes: number) => onSendDataset(name, bytes) };
    const sent = await sendDataset(sending, agent.value);
    await agent.value.close();
    if (!sent.ok) return sent;
  }
  return ReplicaClient.startThere(connection, target, version);
}

/** Where the servers of all processes listen, by rank. */
async function addressesOf(members: readonly Member[]): Promise<Reply<readonly string[]>> {
  const own =
    members.map(({ replica }) => replica.hello.owner).find((owner) => owner !== undefined) ?? LOOPBACK;
  if (!isClosedAddress(own)) return failed(failure('group-address-public', { address: own }));
  const addresses = [addressOf(own, await freePort())];
  for (const { name, replica } of members) {
    const { address = own, port } = replica.hello;
    if (!isClosedAddress(address)) return failed(failure('group-machine-public', { name, address }));
    addresses.push(addressOf(address, port));
  }
  return success(addresses);
}

function addressOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What one of the others has said of itself, as it is said here. */
function saidBy(name: string, said: Failure): Failure {
  return said.code === 'group-address-public'
    ? failure('group-machine-public', { name, ...said.values })
    : said;
}

/** All take the same examples: those of the run that is resumed. */
async function limitOf({ limit, resume, runDirectory }: TrainCommand): Promise<number | null> {
  if (limit !== undefined) return limit;
  if (resume !== true || runDirectory === undefined) return null;
  const read = await readNewestCheckpoint(runDirectory);
  return read.ok ? read.value.checkpoint.state.identity.limit : null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
