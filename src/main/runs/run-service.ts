import type { Inspection, InspectionAnswer, Reply, Request } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { ImportedNetworkFile } from '../../contract/network-import';
import type { ImportedWeights } from '../../contract/weight-import';
import { runChanges } from '../../graph-runtime/difference/run-changes';
import type { NetloomDocument, WeightsReference } from '../../graph-runtime/document/document';
import { type ExportFormatId, exportFormats } from '../../graph-runtime/exchange/export/registry';
import { describeRun, type RunLabel } from '../../graph-runtime/messages/describe-run';
import type { TrialValue } from '../../graph-runtime/messages/describe-sweep';
import { LANGUAGES } from '../../graph-runtime/text/text';
import { contentHashOf } from '../data/content-hash';
import { findDataset } from '../data/dataset-catalog';
import type { DatasetRoots } from '../data/dataset-roots';
import { copyFileAtomically } from '../files/copy-file';
import { writeFailure } from '../files/file-failure';
import type { OpenedWeights } from '../trainer/protocol/protocol';
import type { RunPlace, RunPlaces, WantedPlace } from './elsewhere/run-places';
import type { ImportedWeightFiles } from './imported-weights';
import type { RunStore } from './run-store';
import type { RunStart, RunSupervisor } from './run-supervisor';
import type { TrialOrigin } from './sweep-queue';
import { tensorBoardExport } from './tensorboard-export';

export interface RunServiceOptions {
  readonly supervisor: RunSupervisor;
  readonly store: RunStore;
  readonly weights: ImportedWeightFiles;
  readonly datasets: DatasetRoots;
  readonly appVersion: string;
  readonly places: RunPlaces;
  /** The preset of that name; null where there is none. */
  readonly preset: (name: string) => Promise<NetloomDocument | null>;
}

export interface StartOptions extends WantedPlace {
  /** A saved run whose weights are the first ones. */
  readonly initialWeightsFrom?: string | undefined;
  /** Where the document's file is; null: it has none. */
  readonly projectFolder?: string | null | undefined;
  readonly sweepId?: string;
  /** Of a trial of a sweep. */
  readonly trial?: TrialOrigin;
}

export interface ResumeOptions extends WantedPlace {
  /** Up to this many in all. */
  readonly epochs?: number | undefined;
}

type Started = Reply<{ readonly runId: string }>;

/** Makes a run known as somebody's in the same moment in which it starts. */
export type Own = (start: () => Started) => Started;

/** Runs as windows ask for them: each is saved from its start, and can be asked and resumed when it has ended. */
export class RunService {
  readonly #options: RunServiceOptions;

  constructor(options: RunServiceOptions) {
    this.#options = options;
  }

  async start(document: NetloomDocument, options: StartOptions, own: Own): Promise<Started> {
    const { supervisor, places } = this.#options;
    if (supervisor.isActive) return failed(failure('run-in-progress'));
    const connected = await places.connect(options, document);
    if (!connected.ok) return connected;
    const started = await this.#startAt(connected.value, options, own);
    if (!started.ok) await connected.value.close();
    return started;
  }

  async #startAt(
    place: RunPlace,
    { initialWeightsFrom, sweepId, trial, projectFolder = null }: StartOptions,
    own: Own,
  ): Promise<Started> {
    const { supervisor, store, appVersion } = this.#options;
    const { document } = place;
    const runId = supervisor.nextId(await store.lastNumber());
    let initialWeights: string | null = null;
    if (initialWeightsFrom !== undefined) {
      const taken = await store.takeInitialWeights(runId, initialWeightsFrom);
      if (!taken.ok) return taken;
      initialWeights = taken.value;
    } else if (document.weights !== undefined) {
      const taken = await this.#weightsOf(runId, document.weights, projectFolder);
      if (!taken.ok) return taken;
      initialWeights = taken.value;
    }
    const datasetHash = await this.#datasetHash(document.dataset.id);
    // It is on the disk before it begins: from here on nothing that happens to the app can lose it.
    const label = await this.#labelOf(trial?.document ?? document, trial?.values);
    const begun = { runId, document, datasetHash, appVersion, sweepId: sweepId ?? null, label };
    await store.begin({ ...begun, place: place.of });
    // Another may have begun meanwhile.
    if (supervisor.isActive) {
      await store.giveUp(runId);
      return failed(failure('run-in-progress'));
    }
    return own(() => {
      const directory = store.folderOf(runId);
      const sent = { runId, document, initialWeights, isResumed: false };
      return supervisor.start(
        {
          ...{ document, directory },
          ...place.begin(sent),
          ...(initialWeights !== null && { initialWeights }),
          ...(initialWeightsFrom === undefined &&
            document.weights !== undefined && { initialWeightsHash: document.weights.sha256 }),
        },
        runId,
      );
    });
  }

  /**
   * Resumes an ended run, up to `epochs` in all if that is given. One that was interrupted before its first checkpoint begins again:
   * from the same seed and weights, so it comes to the same numbers.
   */
  async resume(runId: string, { epochs, ...wanted }: ResumeOptions, own: Own): Promise<Started> {
    const { supervisor, store, places } = this.#options;
    if (supervisor.isActive) return failed(failure('run-in-progress'));
    const details = await store.get(runId);
    if (!details.ok) return details;
    const { document: kept, summary } = details.value;
    // What is on the disk counts: the trainer's last words may have been lost with it.
    const hasCheckpoint = (await store.newestCheckpoint(runId)) !== null;
    if (!hasCheckpoint && !summary.isResumable) {
      return failed(failure('run-without-weights'));
    }
    const initialWeights = hasCheckpoint ? null : await store.initialWeights(runId);
    const training = { ...kept.training, ...(epochs !== undefined && { epochs }) };
    const connected = await places.connect(wanted, { ...kept, training });
    if (!connected.ok) return connected;
    const place = connected.value;
    const { document } = place;
    if (supervisor.isActive) {
      await place.close();
      return failed(failure('run-in-progress'));
    }
    store.resume(runId, document, hasCheckpoint ? 'checkpoint' : 'beginning', place.of);
    const sent = { runId, document, initialWeights, isResumed: hasCheckpoint };
    const start: RunStart = {
      ...place.begin(sent),
      document,
      directory: store.folderOf(runId),
      ...(hasCheckpoint && { resumed: details.value }),
      ...(initialWeights !== null && { initialWeights }),
    };
    return own(() => supervisor.start(start, runId));
  }

  async inspect(runId: string, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    const { supervisor, store } = this.#options;
    const summary = await store.summary(runId);
    const document = await store.document(runId);
    if (summary === null || document === null) return failed(failure('run-unknown'));
    const isInProgress = supervisor.isActive && supervisor.current()?.runId === runId;
    if (!isInProgress && !summary.hasWeights) return failed(failure('run-without-weights'));
    const reply = await supervisor.inspect({ runId, document, directory: store.folderOf(runId) }, inspection);
    const hasEnded = isInProgress && !reply.ok && reply.error.code === 'run-unknown';
    // It ended before it answered: what it left behind can be asked.
    return hasEnded ? this.inspect(runId, inspection) : reply;
  }

  /** Copies the run's newest weights (with what the optimizer remembers) to a place that `choose` names. */
  async exportWeights(
    runId: string,
    choose: (suggestion: string) => Promise<string | null>,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const { store } = this.#options;
    const source = await store.newestCheckpoint(runId);
    const summary = await store.summary(runId);
    if (source === null || summary === null) return failed(failure('run-without-weights'));
    const filePath = await choose(`${summary.name ?? summary.documentName}.safetensors`);
    if (filePath === null) return success(null);
    try {
      await copyFileAtomically(source, filePath);
    } catch (error) {
      return failed(writeFailure(filePath, error));
    }
    return success({ filePath });
  }

  /**
   * Writes a network for other frameworks: that of a saved run with its weights, or `document` with those that training would begin with.
   *
   * @param choose asks for the place; null: canceled
   */
  async exportNetwork(
    { document, runId, format }: Request<'network:export'>,
    choose: (suggestion: string, format: ExportFormatId) => Promise<string | null>,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const { supervisor, store } = this.#options;
    const summary = runId === null ? null : await store.summary(runId);
    const kept = runId === null ? document : await store.document(runId);
    if (kept === null || (runId !== null && summary?.hasWeights !== true)) {
      return failed(failure('run-without-weights'));
    }
    const path = await choose(`${summary?.name ?? kept.name}.${exportFormats[format].extension}`, format);
    if (path === null) return success(null);
    const weights: OpenedWeights =
      runId === null ? { type: 'initial' } : { type: 'run', directory: store.folderOf(runId) };
    const reply = await supervisor.exportFiles({ type: 'export', document: kept, weights, format, path });
    if (reply.ok) return success({ filePath: reply.value });
    return reply.error.code === 'run-unknown' ? success(null) : reply;
  }

  /** Writes a run for TensorBoard, in a new folder within the one that `choose` names. */
  async exportForTensorBoard(
    runId: string,
    choose: () => Promise<string | null>,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const { supervisor, store } = this.#options;
    const details = await store.get(runId);
    if (!details.ok) return details;
    if (!details.value.summary.hasWeights) return failed(failure('run-without-weights'));
    const logs = await choose();
    if (logs === null) return success(null);
    const reply = await supervisor.exportFiles(tensorBoardExport(details.value, store.folderOf(runId), logs));
    if (reply.ok) return success({ filePath: reply.value });
    return reply.error.code === 'run-unknown' ? success(null) : reply;
  }

  /** The weights that a document names, in the run's own folder: what comes to the file later does not concern the run. */
  async #weightsOf(
    runId: string,
    reference: WeightsReference,
    projectFolder: string | null,
  ): Promise<Reply<string>> {
    const { store, weights } = this.#options;
    const found = await weights.find(reference, projectFolder);
    return found.ok ? store.takeWeightsFile(runId, found.value) : found;
  }

  /** Takes the weights of a file in, for a network; null: canceled. */
  async importWeights(
    document: NetloomDocument,
    choose: () => Promise<string | null>,
  ): Promise<Reply<ImportedWeights | null>> {
    const { supervisor, weights } = this.#options;
    const path = await choose();
    if (path === null) return success(null);
    return weights.take(document, path, (wanted) => supervisor.importWeights(wanted));
  }

  /** Takes a network from elsewhere in, with its weights; null: canceled. */
  async importNetwork(choose: () => Promise<string | null>): Promise<Reply<ImportedNetworkFile | null>> {
    const { supervisor, weights } = this.#options;
    const path = await choose();
    if (path === null) return success(null);
    return weights.takeNetwork(path, (wanted) => supervisor.importNetwork(wanted));
  }

  /**
   * What the run is called: by what differs from the preset of its network's name, or else from the first saved run of that name, and
   * by the values that a sweep gave it. Runs that would read alike are numbered, so that no two have the same name.
   */
  async #labelOf(document: NetloomDocument, trial?: readonly TrialValue[]): Promise<RunLabel> {
    const { store, preset } = this.#options;
    const namesakes = (await store.list()).filter(({ documentName }) => documentName === document.name);
    const first = namesakes[namesakes.length - 1];
    const base = (await preset(document.name)) ?? (first && (await store.document(first.runId)));
    const changes = base ? runChanges(base, document) : [];
    const label: RunLabel = { changes, number: 1, ...(trial !== undefined && { trial }) };
    const namesOf = (one: RunLabel) =>
      LANGUAGES.map((language) => describeRun('', { ...one, number: 1 }, language));
    const names = namesOf(label);
    const equal = namesakes.flatMap((run) =>
      run.label !== null && namesOf(run.label).some((name, at) => name === names[at])
        ? [run.label.number]
        : [],
    );
    return { ...label, number: Math.max(0, ...equal) + 1 };
  }

  /** Empty when there is no such data set, which the trainer will say. */
  async #datasetHash(id: string): Promise<string> {
    const found = await findDataset(this.#options.datasets, id);
    return found.ok ? contentHashOf(found.value.description) : '';
  }
}
