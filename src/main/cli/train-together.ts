import { once } from 'node:events';
import { createServer } from 'node:net';
import { failed, type Failure, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { groupSpeed } from '../../graph-runtime/estimate/group-speed';
import { analyze } from '../../graph-runtime/infer/analyze';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { isClosedAddress } from '../machine/closed-address';
import { AgentClient } from '../remote/agent-client';
import { lookAround } from '../remote/check-target';
import { ReplicaClient } from '../remote/replica-client';
import { SshConnection } from '../remote/ssh-connection';
import { type Sending, sendDataset } from '../remote/start-run';
import { findTarget } from '../remote/target-store';
import { trainerPackage } from '../remote/trainer-package';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { readNewestCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import { UsageError } from './arguments';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { reportTime } from './time-report';
import { endTrainerAhead } from './trainer-ahead';
import { type JobResult, runTrainerJob } from './trainer-job';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** A further process on this machine. */
const HERE = 'here';
const LOOPBACK = '127.0.0.1';
/** How many times as fast machines together have to be. */
const WORTHWHILE = 1.2;
const FLOAT_BYTES = 4;
const GIGABIT = 1e9;

interface Member {
  readonly name: string;
  readonly replica: ReplicaClient;
  readonly connection: SshConnection | null;
}

/** The names that `--with` was given. @throws UsageError where they cannot be used */
export function namesOf({
  with: given,
  'closed-network': isClosed,
  on,
  replicas,
}: {
  readonly with?: string | undefined;
  readonly 'closed-network': boolean;
  readonly on?: string | undefined;
  readonly replicas?: unknown;
}): readonly string[] | null {
  if (given === undefined) {
    if (isClosed) throw new UsageError('--closed-network goes with --with.');
    return null;
  }
  if (on !== undefined) throw new UsageError('--with trains here and on other machines; leave --on away.');
  if (replicas !== undefined)
    throw new UsageError('--with says the number of replicas; leave --replicas away.');
  const names = given.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new UsageError('--with takes names, with commas between them.');
  if (!isClosed) {
    throw new UsageError(
      'Machines that train together run TensorFlow’s server, which has no password and no encryption and listens at every address of each machine: whoever reaches it can run anything there. Do this only in a closed network of machines and people you trust, and say so with --closed-network.',
    );
  }
  return names;
}

/** The network with a replica for each machine. */
export function asReplicas(document: NetloomDocument, names: readonly string[] | null): NetloomDocument {
  if (names === null) return document;
  return { ...document, training: { ...document.training, replicas: names.length + 1 } };
}

/** The other processes of a run that several machines train together; this one's trainer is the first of the group. */
class TrainingGroup {
  readonly #members: readonly Member[];
  readonly #addresses: readonly string[];
  #isOver = false;

  private constructor(members: readonly Member[], addresses: readonly string[]) {
    this.#members = members;
    this.#addresses = addresses;
  }

  /** Starts the others, with the data there. */
  static async open(
    names: readonly string[],
    document: NetloomDocument,
    output: Output,
  ): Promise<Reply<TrainingGroup>> {
    const members: Member[] = [];
    const giveUp = async (error: Failure) => {
      for (const member of members) await closeMember(member);
      return failed(error);
    };
    for (const name of names) {
      const member = await startMember(name, document, output);
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
    for (const [place, { replica }] of this.#members.entries()) {
      replica.train({
        type: 'train',
        document,
        ...(limit !== undefined && { limit }),
        group: { rank: place + 1, addresses: this.#addresses },
      });
    }
    return { ...command, group: { rank: 0, addresses: this.#addresses } };
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

/** Trains in a group with other machines. Null: it could not begin, and why has been said. */
export async function trainTogether(
  names: readonly string[],
  { command, line, anyway }: { readonly command: TrainCommand } & ForecastOptions,
  { onMessage, onInterrupt }: Listeners,
  output: Output,
): Promise<JobResult | null> {
  const unknown = await unknownOf(names);
  if (unknown !== null) output.note(terminalFailure(unknown));
  if (unknown !== null || !(await isWorthwhile(names, command, { line, anyway }, output))) {
    endTrainerAhead();
    return null;
  }
  const group = await TrainingGroup.open(names, command.document, output);
  if (!group.ok) {
    endTrainerAhead();
    output.note(terminalFailure(group.error));
    return null;
  }
  const onLost = (call: () => void) =>
    group.value.onLost(({ name, failure: reason }) => {
      output.note(terminalFailure(failure('replica-ended', { name })));
      // That others are gone is what each of them says.
      if (reason !== null && reason.code !== 'replica-lost') output.note(terminalFailure(reason));
      call();
    });
  const limit = await limitOf(command);
  const begun = group.value.begin({ ...command, ...(limit !== null && { limit }) });
  try {
    return await runTrainerJob(begun, onMessage, onInterrupt, { onLost });
  } finally {
    await group.value.close();
  }
}

/** Before anything is forecast: why one of the names is of no machine; null: all are. */
async function unknownOf(names: readonly string[]): Promise<Failure | null> {
  for (const name of names) {
    const target = name === HERE ? null : await findTarget(name);
    if (target !== null && !target.ok) return target.error;
  }
  return null;
}

/** All take the same examples: those of the run that is resumed. */
async function limitOf({ limit, resume, runDirectory }: TrainCommand): Promise<number | null> {
  if (limit !== undefined) return limit;
  if (resume !== true || runDirectory === undefined) return null;
  const read = await readNewestCheckpoint(runDirectory);
  return read.ok ? read.value.checkpoint.state.identity.limit : null;
}

/** Says how much faster it will be; false where that is too little. Processes on this machine share its cores: of them nothing is said. */
async function isWorthwhile(
  names: readonly string[],
  { document, limit }: TrainCommand,
  { line = 1, anyway }: ForecastOptions,
  output: Output,
): Promise<boolean> {
  const analysis = analyze(document);
  const time = await reportTime(analysis, limit);
  if (time === null || names.includes(HERE)) return true;
  const gradientBytes = FLOAT_BYTES * analysis.cost.trainableParameters;
  const machines = names.length + 1;
  const work = { stepSeconds: time.stepSeconds, gradientBytes, machines, lineBits: line * GIGABIT };
  const { factor, sumSeconds } = groupSpeed(work);
  const [step, sum] = [time.stepSeconds, sumSeconds].map((seconds) => `${Math.ceil(1000 * seconds)} ms`);
  output.note(
    `${machines} machines: about ${factor.toFixed(1)} times as fast as one (a step takes ${step} on one like this; summing ${formatBytes(gradientBytes, 'en')} of gradients over ${line} Gb/s ${sum}).`,
  );
  if (factor >= WORTHWHILE || anyway) return true;
  output.note(
    'That is not worth it. Larger batches make it better; --line gives another speed, --anyway trains nevertheless.',
  );
  return false;
}

interface ForecastOptions {
  /** Gb/s. */
  readonly line?: number | undefined;
  readonly anyway: boolean;
}

interface Listeners {
  readonly onMessage: (message: TrainerMessage) => void;
  readonly onInterrupt: () => void;
}

async function startMember(name: string, document: NetloomDocument, output: Output): Promise<Reply<Member>> {
  if (name === HERE) {
    const replica = await ReplicaClient.startHere();
    return replica.ok ? success({ name, replica: replica.value, connection: null }) : replica;
  }
  const target = await findTarget(name);
  if (!target.ok) return target;
  if (target.value.kind === 'slurm') return failed(failure('replica-by-slurm', { name }));
  const dataset = await findDataset(datasetRoots(__dirname), document.dataset.id);
  if (!dataset.ok) return dataset;
  const trainer = await trainerPackage(__dirname);
  if (!trainer.ok) return trainer;
  const opened = await SshConnection.open(target.value);
  if (!opened.ok) return opened;
  const there = {
    ...{ connection: opened.value, target: target.value, dataset: dataset.value },
    onSendDataset: (bytes: number) =>
      output.note(`Sending the data set ${document.dataset.id} to ${name} (${formatBytes(bytes, 'en')}) …`),
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
