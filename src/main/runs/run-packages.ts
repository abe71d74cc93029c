import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { isActivePhase, type Reply, type Request, type RunSummary } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { valueNames } from '../data/value-names';
import type { DatasetRoots } from '../data/dataset-roots';
import type { PackageContents, RunToPack } from '../packages/pack';
import { runPackageJob } from '../packages/package-thread';
import { resultsTitle } from '../packages/pictures/output-title';
import { resultsPicture } from '../packages/pictures/results-picture';
import type { UnpackedRun } from '../packages/unpack';
import type { TakenPackage } from '../projects/project';
import type { RunService } from './run-service';
import type { RunStore } from './run-store';
import type { RunSupervisor } from './run-supervisor';

export interface RunPackagesOptions {
  readonly store: RunStore;
  readonly service: Pick<RunService, 'inspect'>;
  readonly supervisor: Pick<RunSupervisor, 'nextId'>;
  readonly datasets: DatasetRoots;
  readonly appVersion: string;
  readonly now?: () => number;
}

/** Packages as windows ask for them: saved runs into one file, and out of it. */
export class RunPackages {
  readonly #options: RunPackagesOptions;

  constructor(options: RunPackagesOptions) {
    this.#options = options;
  }

  /**
   * Writes the document and some saved runs into one file.
   *
   * @param choose asks for the place; null: canceled
   */
  async save(
    { document, runs: wanted, notes, hasWeights, hasResults }: Request<'package:save'>,
    choose: (suggestion: string) => Promise<string | null>,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const { store, appVersion, now = Date.now } = this.#options;
    const summaries: RunSummary[] = [];
    for (const { runId } of wanted) {
      const summary = await store.summary(runId);
      if (summary === null) return failed(failure('run-unknown'));
      if (isActivePhase(summary.phase)) return failed(failure('run-in-progress'));
      summaries.push(summary);
    }
    const path = await choose(document.name);
    if (path === null) return success(null);
    await store.flush();
    const runs: RunToPack[] = [];
    for (const [at, summary] of summaries.entries()) {
      const name = wanted[at]?.name ?? summary.documentName;
      const results = hasResults && summary.hasWeights ? await this.#resultsOf(summary, name) : null;
      runs.push({ folder: store.folderOf(summary.runId), name, results });
    }
    const contents: PackageContents = {
      ...{ document: serializeDocument(document), documentName: document.name },
      ...{ notes, runs, hasWeights, appVersion, now: now() },
    };
    const reply = await runPackageJob({ type: 'pack', path, contents });
    return reply.ok ? success({ filePath: path }) : reply;
  }

  /** Unpacks a package from wherever it came, and takes its runs over that are not in the list yet. */
  async open(path: string): Promise<Reply<TakenPackage>> {
    const { store, supervisor, now = Date.now } = this.#options;
    const folder = await store.makeIncoming();
    const done = () => rm(folder, { recursive: true, force: true });
    const reply = await runPackageJob({ type: 'unpack', path, folder });
    if (!reply.ok) {
      await done();
      return reply;
    }
    const { manifest, document, runs, problems } = reply.value;
    const listed = await store.list();
    const runIds: string[] = [];
    for (const run of runs) {
      if (listed.some((one) => isSameRun(one, run.summary))) continue;
      const runId = supervisor.nextId(await store.lastNumber());
      const imported = { from: basename(path), at: now() };
      await store.takeOver(run.folder, { ...run.summary, name: nameOf(run), runId, imported });
      runIds.push(runId);
    }
    const known = runs.length - runIds.length;
    const opened = { fileName: basename(path), notes: manifest.notes, runIds, known, problems };
    return success({ document, opened, done });
  }

  /** A picture of what the run's network makes of the test set; null where it cannot be asked, as without its data set. */
  async #resultsOf(summary: RunSummary, name: string): Promise<string | null> {
    const { runId, datasetId, labelName: label = '', outputs = [] } = summary;
    const reply = await this.#options.service.inspect(runId, { type: 'evaluation' });
    if (!reply.ok || !('kind' in reply.value) || !('loss' in reply.value)) return null;
    // The first output, which the trainer evaluates where none is asked for.
    const titled = outputs.map(({ path, labelName = '' }) => ({ path, label: labelName }));
    const title = resultsTitle(name, titled[0] ?? { label }, titled);
    return resultsPicture(title, reply.value, await valueNames(this.#options.datasets, datasetId, label));
  }
}

/** The same run at the same step: it was packed here, or opened before. */
function isSameRun(one: RunSummary, other: UnpackedRun['summary']): boolean {
  return (
    one.startedAt === other.startedAt &&
    one.networkHash === other.networkHash &&
    one.step === other.step &&
    one.phase === other.phase
  );
}

/** A run keeps what tells it from others; without that, the name that it had where it comes from. */
function nameOf({ summary, name }: UnpackedRun): string | null {
  if (summary.name !== null || summary.label !== null) return summary.name;
  return name.slice(0, 200);
}
