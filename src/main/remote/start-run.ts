import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { contentHashOf } from '../data/content-hash';
import { DESCRIPTION_FILE, type FoundDataset } from '../data/dataset-catalog';
import { type DatasetFile, splitsOf } from '../data/dataset-description';
import { digestOfFile } from '../files/digest';
import { type AgentCall, type SentFile, uploadSchema } from './agent/protocol';
import { AgentClient } from './agent-client';
import { lookAround } from './check-target';
import type { RemoteTarget } from './remote-target';
import { sendFiles } from './send-files';
import type { SshConnection } from './ssh-connection';

/** A file of this machine, and its name in the run's folder there. */
export interface LocalFile {
  readonly name: string;
  readonly source: string;
}

export interface StartOptions {
  readonly connection: SshConnection;
  readonly target: RemoteTarget;
  /** Of the trainer that is to train. */
  readonly version: string;
  readonly run: string;
  /** The network, weights to begin with, or what a run is resumed from. */
  readonly files: readonly LocalFile[];
  /** Sent unless it is there, or comes with the trainer. */
  readonly dataset: FoundDataset;
  /** What `train` is called with there, in the run's folder. */
  readonly args: readonly string[];
  /** Before bytes of a data set are sent. */
  readonly onSendDataset: (bytes: number) => void;
  /** When everything is there: the run is written down here before it begins, should the line be cut before its answer comes. */
  readonly beforeStart: () => Promise<void>;
}

/** A name for a run there that tells a person what it is: letters, digits and hyphens. */
export function newRunName(network: string): string {
  const slug = network
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${slug === '' ? 'run' : slug}-${Date.now().toString(36)}-${randomBytes(3).toString('hex')}`;
}

/** Sends what a run needs, and starts it. It then trains whatever happens to the connection. */
export async function startRun(options: StartOptions): Promise<Reply<AgentClient>> {
  const { connection, target, version } = options;
  const looked = await lookAround(connection, target);
  if (!looked.ok) return looked;
  if (!looked.value.versions.includes(version)) {
    return failed(failure('remote-not-installed', { host: target.host }));
  }
  const room = await refuseWithoutRoom(options, looked.value.freeBytes);
  if (!room.ok) return room;
  const agent = await AgentClient.start(connection, target, version);
  if (!agent.ok) return agent;
  const started = await sendAndStart(options, agent.value);
  if (started.ok) return agent;
  void agent.value.close();
  return started;
}

/** Before a checksum is taken of what would not find room. */
async function refuseWithoutRoom({ files, target }: StartOptions, freeBytes: number): Promise<Reply<null>> {
  const sizes = await Promise.all(files.map(async ({ source }) => (await stat(source)).size));
  const neededBytes = sizes.reduce((sum, size) => sum + size, 0);
  return neededBytes <= freeBytes
    ? success(null)
    : failed(failure('remote-no-room', { host: target.host, neededBytes, freeBytes }));
}

async function sendAndStart(options: StartOptions, agent: AgentClient): Promise<Reply<unknown>> {
  const { run, args, dataset, target } = options;
  if (!dataset.isShipped) {
    const sent = await sendDataset(options, agent);
    if (!sent.ok) return sent;
  }
  const files = await describeFiles(options.files);
  const sent = await upload(options, agent, { op: 'begin-run', run, files }, options.files);
  if (!sent.ok) return sent;
  await options.beforeStart();
  const slurm = target.kind === 'slurm' ? { slurm: target.slurm } : {};
  return agent.ask({ op: 'start', run, files, args: [...args], ...slurm });
}

/** What is needed to send a data set. */
export type Sending = Pick<StartOptions, 'connection' | 'target' | 'dataset' | 'onSendDataset'>;

/** Once for each content: its checksum is its name. */
export async function sendDataset(options: Sending, agent: AgentClient): Promise<Reply<unknown>> {
  const { folder, description } = options.dataset;
  const parts = [
    ...splitsOf(description).map(([, split]) => split),
    ...(description.excluded === undefined ? [] : [description.excluded]),
  ];
  const named: readonly DatasetFile[] = parts.flatMap(({ examples, targets }) =>
    targets === undefined ? [examples] : [examples, targets],
  );
  const own = join(folder, DESCRIPTION_FILE);
  const listed = [
    ...named.map(({ file, sha256 }) => ({ name: file, sha256 })),
    { name: DESCRIPTION_FILE, sha256: await digestOfFile(own) },
  ];
  const files = await Promise.all(
    listed.map(async ({ name, sha256 }) => ({ name, sha256, bytes: (await stat(join(folder, name))).size })),
  );
  const call = { dataset: description.id, key: contentHashOf(description), files };
  const sources = files.map(({ name }) => ({ name, source: join(folder, name) }));
  const sent = await upload(options, agent, { op: 'begin-dataset', ...call }, sources);
  if (!sent.ok || sent.value === 'there') return sent;
  return agent.ask({ op: 'end-dataset', ...call });
}

async function describeFiles(files: readonly LocalFile[]): Promise<readonly SentFile[]> {
  return Promise.all(
    files.map(async ({ name, source }) => ({
      name,
      sha256: await digestOfFile(source),
      bytes: (await stat(source)).size,
    })),
  );
}

async function upload(
  { connection, target, onSendDataset }: Sending,
  agent: AgentClient,
  call: Extract<AgentCall, { op: 'begin-run' | 'begin-dataset' }>,
  sources: readonly LocalFile[],
): Promise<Reply<'there' | 'sent'>> {
  const planned = await agent.ask(call);
  if (!planned.ok) return planned;
  const { upload: folder, missing } = uploadSchema.parse(planned.value);
  // The agent names no folder where the whole data set is there.
  if (folder === '') return success('there');
  const bytes = missing.reduce((sum, index) => sum + (call.files[index]?.bytes ?? 0), 0);
  if (call.op === 'begin-dataset') onSendDataset(bytes);
  const sent = await sendFiles(
    connection,
    missing.flatMap((index) => {
      const file = sources[index];
      return file === undefined
        ? []
        : [{ source: file.source, to: `${target.folder}/${folder}/${file.name}` }];
    }),
  );
  return sent.ok ? success('sent') : sent;
}
