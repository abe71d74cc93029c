import { once } from 'node:events';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { failed, type Failure, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { findDataset } from '../data/dataset-catalog';
import type { DatasetRoots } from '../data/dataset-roots';
import { isClosedAddress } from '../machine/closed-address';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { AgentClient } from './agent-client';
import { lookAround } from './check-target';
import { ReplicaClient } from './replica-client';
import { SshConnection } from './ssh-connection';
import { type Sending, sendDataset } from './start-run';
import { findTarget } from './target-store';
import type { TrainerPackage } from './trainer-package';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** The name of a further process on this machine. */
export const THIS_MACHINE = 'here';
const LOOPBACK = '127.0.0.1';

interface Member {
  readonly name: string;
  readonly replica: ReplicaClient;
  readonly connection: SshConnection | null;
}

export interface GroupOptions {
  /** Of machines, or `THIS_MACHINE`. */
  readonly names: readonly string[];
  readonly datasetId: string;
  readonly datasets: DatasetRoots;
  /** What is installed on a machine that trains. */
  readonly trainer: () => Promise<Reply<TrainerPackage>>;
  /** A machine has not the data set yet. */
  readonly onSendDataset: (name: string, bytes: number) => void;
}

/** The other processes of a run that several machines train together; this one's trainer is the first of the group. */
export class TrainingGroup {
  readonly #members: readonly Member[];
  readonly #addresses: readonly string[];
  #isOver = false;

  private constructor(members: readonly Member[], addresses: readonly string[]) {
    this.#members = members;
    this.#addresses = addresses;
  }

  /** Starts the others, with the data there. */
  static async open(options: GroupOptions): Promise<Reply<TrainingGroup>> {
    const members: Member[] = [];
    const giveUp = async (error: Failure) => {
      for (const member of members) await closeMember(member);
      return failed(error);
    };
    for (const name of options.names) {
      const member = await startMember(name, options);
      if (!member.ok) return giveUp(member.error);
      members.push(member.value);
    }
    const own =
      members.map(({ replica }) => replica.hello.owner).find((owner) => owner !== undefined) ?? LOOPBACK;
    const hosts = [own, ...members.map(({ replica }) => replica.hello.address ?? own)];
    const open = hosts.find((host) => !isClosedAddress(host));
    if (open !== undefined) return giveUp(failure('group-address-public', { address: open }));
    const ports = [await freePort(), ...members.map(({ replica }) => replica.hello.port)];
    const addresses = hosts.map(
      (host, rank) => `${host.includes(':') ? `[${host}]` : host}:${ports[rank] ?? 0}`,
    );
    return success(new TrainingGroup(members, addresses));
  }

  /** Has the others begin, and gives the command for the trainer here. */
  begin(command: TrainCommand): TrainCommand {
    const { document, limit } = command;
    const group = {
      addresses: this.#addresses,
      names: [hostname(), ...this.#members.map(({ name }) => name)],
    };
    for (const [place, { replica }] of this.#members.entries()) {
      replica.train({
        type: 'train',
        document,
        ...(limit !== undefined && { limit }),
        group: { ...group, rank: place + 1 },
      });
    }
    return { ...command, group: { ...group, rank: 0 } };
  }

  /** Calls when one of the others has ended before the run: the trainer here may wait for it. */
  onLost(call: (lost: { readonly name: string; readonly failure: Failure | null }) => void): void {
    for (const { name, replica } of this.#members) {
      void replica.ended.then(() => {
        if (!this.#isOver) call({ name, failure: replica.failure });
      });
    }
  }

  /** Ends the others, whatever they are doing. */
  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#members.map(closeMember));
  }
}

async function startMember(
  name: string,
  { datasetId, datasets, trainer: packed, onSendDataset }: GroupOptions,
): Promise<Reply<Member>> {
  if (name === THIS_MACHINE) {
    const replica = await ReplicaClient.startHere();
    return replica.ok ? success({ name, replica: replica.value, connection: null }) : replica;
  }
  const target = await findTarget(name);
  if (!target.ok) return target;
  if (target.value.kind === 'slurm') return failed(failure('replica-by-slurm', { name }));
  const dataset = await findDataset(datasets, datasetId);
  if (!dataset.ok) return dataset;
  const trainer = await packed();
  if (!trainer.ok) return trainer;
  const opened = await SshConnection.open(target.value);
  if (!opened.ok) return opened;
  const there = {
    ...{ connection: opened.value, target: target.value, dataset: dataset.value },
    onSendDataset: (bytes: number) => onSendDataset(name, bytes),
  };
  const replica = await startThere(there, trainer.value.version);
  if (replica.ok) return success({ name, replica: replica.value, connection: opened.value });
  await opened.value.close();
  return replica;
}

async function startThere(there: Sending, version: string): Promise<Reply<ReplicaClient>> {
  const { connection, target, dataset } = there;
  const looked = await lookAround(connection, target);
  if (!looked.ok) return looked;
  if (!looked.value.versions.includes(version))
    return failed(failure('remote-not-installed', { host: target.host }));
  if (!dataset.isShipped) {
    const agent = await AgentClient.start(connection, target, version);
    if (!agent.ok) return agent;
    const sent = await sendDataset(there, agent.value);
    await agent.value.close();
    if (!sent.ok) return sent;
  }
  return ReplicaClient.startThere(connection, target, version);
}

async function closeMember({ replica, connection }: Member): Promise<void> {
  await replica.close();
  await connection?.close();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
