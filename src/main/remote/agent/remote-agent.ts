import { readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { type Failure, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { digestOfFile } from '../../files/digest';
import { systemErrorCode } from '../../files/file-system';
import { Sequencer } from '../../files/sequencer';
import { CONTINUE_SIGNAL, PAUSE_SIGNAL } from '../../processes/signals';
import {
  AgentFailure,
  filesIn,
  keepCopy,
  moveFiles,
  ownFolder,
  planUpload,
  requireWhole,
} from './agent-files';
import { startDetached } from './agent-run';
import {
  type AgentAnswer,
  type AgentRequest,
  type Collected,
  GREETING,
  type JobState,
  requestSchema,
  type SentFile,
  type Upload,
} from './protocol';
import { JOB_SCRIPT, submitJob } from './slurm-job';
import { followEvents, isInProgress, signalRun } from './trained-run';

/*
 * The other end of a command's connection, on the machine that trains: it carries out one request after the other, and ends with the
 * connection. Runs are processes of their own, which do not notice.
 */

/** `FOLDER/VERSION/cli`: what is trained with lies above, and everything else above that. */
const version = dirname(__dirname);
const root = dirname(version);
const host = hostname();

const send = (answer: AgentAnswer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function runFolder(run: string): Promise<string> {
  return ownFolder(host, root, 'runs', run);
}

/** The folder of a run that was started. */
async function startedRun(run: string): Promise<string> {
  const isThere = await stat(join(root, 'runs', run)).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new AgentFailure(failure('remote-run-unknown', { run, host }));
  return runFolder(run);
}

type Operation = AgentRequest['op'];
type Of<O extends Operation> = Extract<AgentRequest, { op: O }>;

const operations: { readonly [O in Operation]: (request: Of<O>) => Promise<unknown> } = {
  'begin-dataset': async ({ dataset, key, files }) => {
    const sets = await ownFolder(host, root, 'data', 'netloom', 'datasets');
    const there = await filesIn(join(sets, dataset));
    if (files.every(({ name }) => there.includes(name))) return { upload: '', missing: [] };
    return planOf(await ownFolder(host, sets, `.sent-${key.slice(0, 16)}`), files);
  },
  'end-dataset': async ({ dataset, key, files }) => {
    const sets = await ownFolder(host, root, 'data', 'netloom', 'datasets');
    const sent = join(sets, `.sent-${key.slice(0, 16)}`);
    await requireWhole(host, sent, files);
    await rm(join(sets, dataset), { recursive: true, force: true });
    await rename(sent, join(sets, dataset));
    return null;
  },
  'begin-run': async ({ run, files }) =>
    planOf(await ownFolder(host, await runFolder(run), 'incoming'), files),
  start: async ({ run, files, args, slurm }) => {
    const folder = await runFolder(run);
    // Started before, by a command that lost its connection before it heard so.
    const there = await filesIn(folder);
    const wasStarted = [JOB_SCRIPT, 'pid'].some((name) => there.includes(name));
    if (wasStarted && (await isInProgress(folder))) return null;
    await place(folder, files);
    const command = [join(version, 'node'), join(__dirname, 'cli.js'), 'train', ...args];
    const environment = { ...process.env, XDG_DATA_HOME: join(root, 'data') };
    if (slurm === undefined) await startDetached(folder, command, environment);
    else await submitJob(host, folder, command, environment, slurm);
    return null;
  },
  follow: async ({ run, from }) => {
    const folder = await startedRun(run);
    void followEvents(folder, from, {
      onBytes: async (bytes) => {
        const isFull = !send({ push: 'events', bytes: bytes.toString('base64') });
        if (isFull) await new Promise((resolve) => process.stdout.once('drain', resolve));
      },
      onJob: sendQueued(),
    }).then((end) => send({ push: 'ended', end }));
    return null;
  },
  stop: async ({ run }) => {
    await signalRun(await startedRun(run), 'SIGINT');
    return null;
  },
  pause: async ({ run }) => {
    await signalRun(await startedRun(run), PAUSE_SIGNAL);
    return null;
  },
  continue: async ({ run }) => {
    await signalRun(await startedRun(run), CONTINUE_SIGNAL);
    return null;
  },
  collect: async ({ run, have }) => collect(await startedRun(run), have),
};

/** Says that a job waits, and why, whenever that changes. */
function sendQueued(): (state: JobState | null) => void {
  let last = '';
  return (state) => {
    // Nothing is known just now.
    if (state === null) return;
    const queued = state.kind === 'queued' ? { job: state.job, reason: state.reason } : null;
    const text = JSON.stringify(queued);
    if (text !== last) send({ push: 'queued', queued });
    last = text;
  };
}

/** Paths are told from the folder of all: what lies above it is nobody's business. */
async function planOf(folder: string, files: readonly SentFile[]): Promise<Upload> {
  return { ...(await planUpload(host, folder, files)), upload: relative(root, folder) };
}

/** Files that were sent: the network and weights beside the results, those of an earlier part of the run among them. */
async function place(folder: string, files: readonly SentFile[]): Promise<void> {
  const incoming = join(folder, 'incoming');
  await requireWhole(host, incoming, files);
  await moveFiles(
    incoming,
    folder,
    files.filter(({ name }) => isInput(name)),
  );
  await moveFiles(
    incoming,
    await ownFolder(host, folder, 'out'),
    files.filter(({ name }) => !isInput(name)),
  );
}

/** What `train` is given, and does not write itself. */
function isInput(name: string): boolean {
  return name === 'network.json' || name === 'initial-weights.safetensors';
}

/** Results that are not there yet where they are fetched to, under names that keep their content while it is fetched. */
async function collect(folder: string, have: Readonly<Record<string, string>>): Promise<Collected> {
  const outgoing = await ownFolder(host, folder, 'outgoing');
  // Names of the last time would keep what the trainer has removed.
  for (const name of await readdir(outgoing)) await rm(join(outgoing, name), { force: true });
  const all = await filesIn(join(folder, 'out'));
  const changed: SentFile[] = [];
  for (const name of all) {
    const copy = join(outgoing, basename(name));
    // The trainer removes old checkpoints at any moment.
    const isThere = await keepCopy(join(folder, 'out', name), copy).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const sha256 = await digestOfFile(copy);
    const { size } = await stat(copy);
    if (have[name] === sha256) await rm(copy);
    else changed.push({ name, sha256, bytes: size });
  }
  return { outgoing: relative(root, outgoing), changed, all };
}

async function carryOut(line: string): Promise<void> {
  const request = requestSchema.parse(JSON.parse(line));
  const { id } = request;
  try {
    // The operation is the one that the request names.
    const operation = operations[request.op] as (request: AgentRequest) => Promise<unknown>;
    send({ id, ...success(await operation(request)) });
  } catch (error) {
    send({ id, ok: false, error: failureOf(error) });
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AgentFailure) return error.failure;
  const code = systemErrorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return failure('remote-disk-full', { host });
  const detail = error instanceof Error ? error.stack : String(error);
  return failure(
    'remote-not-understood',
    { host, reason: code || String(error) },
    { ...(detail !== undefined && { detail }) },
  );
}

const requests = new Sequencer();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  requests
    .queue(() => carryOut(line))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}
`);
      process.exit(1);
    });
});
lines.on('close', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
process.stdout.write(`${GREETING}\n`);
