import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { digestOfFile } from '../files/digest';
import { isCheckpointFile } from '../trainer/checkpoints/checkpoint-store';
import { CHECKPOINTS_FOLDER, MARKER_FILE } from '../trainer/run-folder/folder-contents';
import { DOCUMENT_FILE } from '../trainer/run-folder/stored-document';
import type { AgentClient } from '../remote/agent-client';
import type { Line } from '../remote/follow-run';
import { eventsToContinue, Mirror, readElsewhere } from '../remote/mirror';
import type { RemoteTarget } from '../remote/remote-target';
import { SshConnection } from '../remote/ssh-connection';
import { type LocalFile, newRunName, startRun } from '../remote/start-run';
import { findTarget } from '../remote/target-store';
import { trainerPackage } from '../remote/trainer-package';
import { UsageError } from './arguments';
import { type Called, followToEnd, repeatEvents } from './follow-elsewhere';
import { type ForecastOptions, isWorthTheirWhile } from './group-forecast';
import { removeEarlier, requireMirrorFolder } from './mirror-folder';
import type { Output } from './output';
import { suggestedCommand } from './shell-command';
import { terminalFailure } from './terminal-failure';
import { settingOptions } from './training-options';
import { userPath } from './user-path';

/** What `train --on` was given. */
export interface Elsewhere extends ForecastOptions {
  readonly on: string;
  readonly document: NetloomDocument;
  /** The folder here that mirrors the run. */
  readonly folder: string;
  readonly resume: string | undefined;
  readonly overwrite: boolean;
  readonly limit: number | undefined;
  readonly json: boolean;
  readonly initialWeights?: string;
  readonly initialWeightsHash?: string;
  readonly args: readonly string[];
}

/** `train --on NAME`: sends what the run needs, starts it there, and follows it. */
export async function trainElsewhere(given: Elsewhere, output: Output): Promise<number> {
  if (!(await isWorthItsNodes(given, output))) return 1;
  const started = await begin(given, output);
  if (!started.ok) {
    output.note(terminalFailure(started.error));
    if (started.error.code === 'remote-not-installed') {
      output.note(`Install it with: ${suggestedCommand(['targets', 'install', given.on])}`);
    }
    return 1;
  }
  const { mirror, line } = started.value;
  output.note(
    `${given.document.name} trains on ${mirror.state.target.name} (${mirror.state.target.host}) as ${mirror.state.run}.`,
  );
  const followed = { mirror, document: given.document, ...(line !== undefined && { line }) };
  return followToEnd(followed, calledOf(given), output);
}

/** `train --follow DIR`: the run's events from its beginning, then as they come. */
export async function followAgain(
  given: string,
  { args, isJson }: Pick<Called, 'args' | 'isJson'>,
  output: Output,
): Promise<number> {
  const folder = userPath(given);
  const state = await readElsewhere(folder);
  if (state === null) throw new UsageError(`There is no run on another machine in ${given}.`);
  const mirror = await Mirror.open(folder, state);
  // All of it is here, and may have been continued here since.
  if (state.end !== null) return repeatEvents(mirror, { args, isJson, folder }, output);
  return followToEnd({ mirror, document: null }, { args, isJson, folder }, output);
}

/** Where the run is a job of several nodes: whether they are expected to be worth it. */
async function isWorthItsNodes(given: Elsewhere, output: Output): Promise<boolean> {
  const target = await findTarget(given.on);
  const nodes = target.ok && target.value.kind === 'slurm' ? target.value.slurm.nodes : null;
  return nodes === null || nodes === 1 || isWorthTheirWhile(nodes, given, given, output);
}

function calledOf({ args, json, folder }: Elsewhere): Called {
  return { args, isJson: json, folder };
}

interface Begun {
  readonly mirror: Mirror;
  /** Absent: it was cut when the run was to start, which it may have done. */
  readonly line?: Line;
}

async function begin(given: Elsewhere, output: Output): Promise<Reply<Begun>> {
  const target = await findTarget(given.on);
  if (!target.ok) return target;
  const usable = await requireMirrorFolder(given);
  if (!usable.ok) return usable;
  const dataset = await findDataset(datasetRoots(__dirname), given.document.dataset.id);
  if (!dataset.ok) return dataset;
  const trainer = await trainerPackage(__dirname);
  if (!trainer.ok) return trainer;
  const { version } = trainer.value;
  const connected = await SshConnection.open(target.value);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const run = newRunName(given.document.name);
  const staging = await mkdtemp(join(tmpdir(), 'netloom-run-'));
  try {
    const files = await filesOf(given, staging);
    if (!files.ok) return await closed(connection, files);
    let mirror: Mirror | null = null;
    const agent = await startRun({
      ...{ connection, target: target.value, version, run, dataset: dataset.value },
      files: files.value,
      args: argumentsThere(given),
      onSendDataset: (bytes) =>
        output.note(`Sending the data set ${given.document.dataset.id} (${formatBytes(bytes, 'en')}) …`),
      beforeStart: async () => {
        mirror = await openMirror(given, { target: target.value, version, run });
      },
    });
    return await begun(connection, agent, mirror);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function begun(
  connection: SshConnection,
  agent: Reply<AgentClient>,
  mirror: Mirror | null,
): Promise<Reply<Begun>> {
  if (agent.ok && mirror !== null) return success({ mirror, line: { connection, agent: agent.value } });
  await connection.close();
  if (agent.ok) throw new Error('a run has started that is not written down');
  if (mirror === null) return agent;
  if (agent.error.code === 'remote-unreachable') return success({ mirror });
  await mirror.change({ end: { exitCode: null } });
  return agent;
}

async function closed<T>(connection: SshConnection, reply: Reply<T>): Promise<Reply<T>> {
  await connection.close();
  return reply;
}

async function openMirror(
  { folder, resume }: Elsewhere,
  { target, version, run }: { target: RemoteTarget; version: string; run: string },
): Promise<Mirror> {
  if (resume === undefined) await removeEarlier(folder);
  return Mirror.open(folder, {
    ...{ format: 'netloom-elsewhere', version: 1, target, trainer: version, run },
    eventsBefore: resume === undefined ? 0 : await eventsToContinue(folder),
    isStopRequested: false,
    end: null,
    fetched: {},
  });
}

/** What is sent: the network with its settings and weights to begin with; or what the run is resumed from. */
async function filesOf(given: Elsewhere, staging: string): Promise<Reply<readonly LocalFile[]>> {
  const { folder, resume, document, initialWeights, initialWeightsHash } = given;
  if (resume !== undefined) {
    const checkpoints = await readdir(join(folder, CHECKPOINTS_FOLDER));
    const names = checkpoints.filter((name) => isCheckpointFile(name) && !name.startsWith('.'));
    const there = (await readdir(folder)).filter((name) => name === DOCUMENT_FILE || name === MARKER_FILE);
    const all = [...there, ...names.map((name) => `${CHECKPOINTS_FOLDER}/${name}`)];
    return success(all.map((name) => ({ name, source: join(folder, name) })));
  }
  const network = join(staging, 'network.json');
  await writeFile(network, serializeDocument(document));
  const files = [{ name: 'network.json', source: network }];
  if (initialWeights === undefined) return success(files);
  if (initialWeightsHash !== undefined && (await digestOfFile(initialWeights)) !== initialWeightsHash) {
    return failed(failure('weights-changed', { name: basename(initialWeights) }));
  }
  return success([...files, { name: 'initial-weights.safetensors', source: initialWeights }]);
}

/** What `train` is called with there. A new run's settings are in its network; those of a resumed one are given again. */
function argumentsThere(given: Elsewhere): readonly string[] {
  const { resume, limit, initialWeights } = given;
  const values: Readonly<Record<string, unknown>> = { ...given };
  const settings = settingOptions.flatMap(({ option: { name } }) =>
    values[name] === undefined ? [] : [`--${name}`, String(values[name])],
  );
  const limited = limit === undefined ? [] : ['--limit', String(limit)];
  if (resume !== undefined) return ['--resume', 'out', '--json', ...settings, ...limited];
  const weights = initialWeights === undefined ? [] : ['--weights', 'initial-weights.safetensors'];
  return ['network.json', '--out', 'out', '--json', ...limited, ...weights];
}
