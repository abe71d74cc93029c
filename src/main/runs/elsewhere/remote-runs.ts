import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent, RunMachine } from '../../../contract/contract';
import { type Reply, success } from '../../../contract/failure';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { type FoundDataset, findDataset } from '../../data/dataset-catalog';
import type { DatasetRoots } from '../../data/dataset-roots';
import { writeFileAtomically } from '../../files/atomic-write';
import type { Log } from '../../log/log';
import { connectLine } from '../../remote/connect-line';
import { connectMachine } from '../../remote/connect-machine';
import { Mirror, readElsewhere } from '../../remote/mirror';
import type { RemoteTarget } from '../../remote/remote-target';
import type { SshConnection } from '../../remote/ssh-connection';
import type { AskUser } from '../../remote/ssh-questions';
import { newRunName, startRun } from '../../remote/start-run';
import { findTarget } from '../../remote/target-store';
import type { TrainerPackage } from '../../remote/trainer-package';
import { DOCUMENT_FILE } from '../../trainer/run-folder/stored-document';
import { EVENTS_FILE, MIRROR_FOLDER, sizeOf } from '../run-files';
import type { RunStore } from '../run-store';
import type { RemoteRun, RunStart } from '../supervised-run';
import { catchUp } from './catch-up';
import { type FollowedRun, RemoteProcess, type RemoteProcessOptions } from './remote-process';
import { argumentsFor, filesFor, known, type RemoteStart } from './run-parcel';
import { takeResults } from './take-results';

export interface RemoteRunsOptions {
  readonly store: RunStore;
  readonly datasets: DatasetRoots;
  readonly trainer: () => Promise<Reply<TrainerPackage>>;
  /** Asks the user what ssh wants to know of a host. */
  readonly ask: (host: string) => AskUser;
  readonly log: Log;
}

/** A machine that is connected, and ready for a run. */
export interface Destination {
  readonly machine: RunMachine;
  readonly target: RemoteTarget;
  readonly connection: SshConnection;
  readonly version: string;
  readonly dataset: FoundDataset;
}

/** Nobody is asked while the window is not waiting for it. */
const NOBODY: AskUser = () => Promise.resolve(null);

/** Runs of the window on other machines: begun there, and followed again when the app has been away. */
export class RemoteRuns {
  readonly #options: RemoteRunsOptions;

  constructor(options: RemoteRunsOptions) {
    this.#options = options;
  }

  /** Connects to a machine and sees to it that it can train: before there is a run that could fail. */
  async connect(name: string, document: NetloomDocument): Promise<Reply<Destination>> {
    const { datasets, trainer, ask } = this.#options;
    const [target, dataset, sent] = await Promise.all([
      findTarget(name),
      findDataset(datasets, document.dataset.id),
      trainer(),
    ]);
    if (!target.ok) return target;
    if (!dataset.ok) return dataset;
    if (!sent.ok) return sent;
    const { host } = target.value;
    const { version } = sent.value;
    const connected = await connectMachine(target.value, version, { ask: ask(host) });
    if (!connected.ok) return connected;
    const machine = { name, host };
    const connection = connected.value;
    return success({ machine, version, target: target.value, connection, dataset: dataset.value });
  }

  /** The run that begins, or is resumed, on that machine. */
  begin(destination: Destination, start: RemoteStart): RemoteRun {
    const { host } = destination.machine;
    return this.#run(host, start, {
      begin: (report, signal) => this.#send(destination, start, report, signal),
      release: () => void destination.connection.close(),
    });
  }

  /** A run that has been on another machine all the time: how it is followed again. Null where it is on none. */
  async follow(runId: string): Promise<RunStart | null> {
    const { store } = this.#options;
    const folder = store.folderOf(runId);
    const state = await readElsewhere(join(folder, MIRROR_FOLDER));
    const summary = await store.summary(runId);
    if (state === null || summary === null) return null;
    await takeResults(folder);
    const { status, last } = await catchUp(folder, state, summary);
    store.restore(runId, status);
    const details = await store.get(runId);
    if (!details.ok) return null;
    const { document } = details.value;
    const mirror = await Mirror.open(join(folder, MIRROR_FOLDER), state);
    const start = { runId, document, initialWeights: null, isResumed: false };
    const remote = this.#run(state.target.host, start, {
      begin: () => Promise.resolve(success({ mirror, reported: { last } })),
      release: () => undefined,
    });
    return { document, directory: folder, resumed: details.value, followed: status, remote };
  }

  #run(
    host: string,
    { runId, document }: RemoteStart,
    own: Pick<RemoteProcessOptions, 'begin' | 'release'>,
  ): RemoteRun {
    const { store, log, ask } = this.#options;
    const folder = store.folderOf(runId);
    let process: RemoteProcess | null = null;
    return {
      start: () => {
        process = new RemoteProcess({
          ...{ ...own, host, log },
          connect: ({ state }, isAsked) => connectLine(state, { ask: isAsked ? ask(host) : NOBODY }),
          onFetched: () => takeResults(folder),
          onCompiled: () => writeFileAtomically(join(folder, DOCUMENT_FILE), serializeDocument(document)),
        });
        return process;
      },
      reach: () => process?.reach(),
    };
  }

  async #send(
    destination: Destination,
    start: RemoteStart,
    report: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Reply<FollowedRun>> {
    const { connection, target, version, dataset } = destination;
    const { store } = this.#options;
    const folder = store.folderOf(start.runId);
    const place = join(folder, MIRROR_FOLDER);
    const giveUp = () => void connection.close();
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { recursive: true });
    await store.flush();
    const parcel = await filesFor(start, folder);
    const run = newRunName(start.document.name);
    let mirror: Mirror | null = null;
    const agent = await startRun({
      ...{ connection, target, version, run, dataset },
      files: parcel,
      args: argumentsFor(start),
      onSendDataset: () => report({ type: 'preparing', task: 'sending' }),
      beforeStart: async () => {
        mirror = await Mirror.open(place, {
          ...{ format: 'netloom-elsewhere', version: 1, target, trainer: version, run, eventsBefore: 0 },
          ...{ isStopRequested: signal.aborted, end: null, fetched: await known(folder, place, start) },
          curvesBefore: await sizeOf(join(folder, EVENTS_FILE)),
        });
      },
    });
    signal.removeEventListener('abort', giveUp);
    if (agent.ok && mirror !== null) return success({ mirror, line: { connection, agent: agent.value } });
    await connection.close();
    if (agent.ok) throw new Error('a run has started that is not written down');
    // It may have begun before the line was cut: then it is found there.
    if (mirror !== null && agent.error.code === 'remote-unreachable') return success({ mirror });
    await rm(place, { recursive: true, force: true });
    return agent;
  }
}
