import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DataJob, hasEnded, type Reply, type Request } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { readFailure } from '../../files/file-failure';
import type { DatasetRoots } from '../dataset-roots';
import { RunningJob, type StartJobProcess } from './data-job';
import type { JobCommand } from './import-protocol';

/** Jobs that are over are kept for windows that ask later; a survey's thumbnails are some hundred kilobytes. */
const KEPT_JOBS = 20;

export interface DataJobsOptions {
  readonly start: StartJobProcess;
  readonly roots: DatasetRoots;
  readonly onChange: (job: DataJob) => void;
}

interface Entry {
  job: DataJob;
  readonly command: Exclude<JobCommand, { type: 'cancel' }>;
  running: RunningJob | null;
}

/**
 * The app's surveys, imports and corrections. Surveys and corrections run at once; imports use every processor, and run one after the other in the order of their requests.
 * Only paths that a person chose may be read: a page cannot name others.
 */
export class DataJobs {
  readonly #options: DataJobsOptions;
  readonly #granted = new Set<string>();
  readonly #entries = new Map<string, Entry>();
  #lastNumber = 0;

  constructor(options: DataJobsOptions) {
    this.#options = options;
  }

  /** A person chose this path, in a dialog or by a drop. */
  grant(path: string): void {
    this.#granted.add(path);
  }

  async survey({
    path,
    format,
    answers,
  }: Request<'data:survey'>): Promise<Reply<{ readonly jobId: string }>> {
    const refusal = await this.#refusal(path);
    if (refusal !== null) return refusal;
    const jobId = this.#add('survey', basename(path), { type: 'survey', path, format, answers });
    return success({ jobId });
  }

  async import({ path, choices }: Request<'data:import'>): Promise<Reply<{ readonly jobId: string }>> {
    const refusal = await this.#refusal(path);
    if (refusal !== null) return refusal;
    const root = this.#options.roots.user;
    return success({ jobId: this.#add('import', choices.name, { type: 'import', path, choices, root }) });
  }

  async addPrepared({
    path,
    name,
  }: Request<'data:add-prepared'>): Promise<Reply<{ readonly jobId: string }>> {
    const refusal = await this.#refusal(path);
    if (refusal !== null) return refusal;
    const root = this.#options.roots.user;
    return success({ jobId: this.#add('import', name, { type: 'add-prepared', path, root }) });
  }

  /** Writes a corrected data set. It copies what is prepared already, and need not wait for imports. */
  correct({ id, name, changes }: Request<'data:save-version'>): { readonly jobId: string } {
    const { roots } = this.#options;
    return { jobId: this.#add('correction', name, { type: 'correct', path: id, name, changes, roots }) };
  }

  cancel(jobId: string): void {
    const entry = this.#entries.get(jobId);
    if (entry === undefined || hasEnded(entry.job.state)) return;
    if (entry.running !== null) entry.running.cancel();
    else {
      this.#set(entry, { type: 'canceled' });
      this.#next();
    }
  }

  list(): readonly DataJob[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  /** Whether something that becomes a data set is waiting or under way. */
  get isImporting(): boolean {
    return this.list().some(({ kind, state }) => kind !== 'survey' && !hasEnded(state));
  }

  /** Cancels all jobs; settles when their processes are gone. */
  async end(): Promise<void> {
    for (const jobId of [...this.#entries.keys()].reverse()) this.cancel(jobId);
    await Promise.all([...this.#entries.values()].map(({ running }) => running?.ended));
  }

  async #refusal(path: string): Promise<Reply<never> | null> {
    if (!this.#granted.has(path)) return failed(failure('data-not-granted', { name: basename(path) }));
    try {
      await stat(path);
      return null;
    } catch (error) {
      const { code, values, detail } = readFailure(path, error);
      const missing = failure('data-missing', { name: basename(path) });
      return failed(
        code === 'file-missing' ? missing : { code, values, ...(detail !== undefined && { detail }) },
      );
    }
  }

  #add(kind: DataJob['kind'], name: string, command: Entry['command']): string {
    this.#lastNumber += 1;
    const jobId = `${kind}-${this.#lastNumber}`;
    const state = { type: 'waiting', ahead: 0 } as const;
    const entry: Entry = { job: { jobId, kind, path: command.path, name, state }, command, running: null };
    this.#entries.set(jobId, entry);
    this.#forgetOld();
    this.#options.onChange(entry.job);
    if (kind === 'import') this.#next();
    else this.#run(entry);
    return jobId;
  }

  /** Starts the first import that waits, if none is under way, and tells the others how many are before them. */
  #next(): void {
    const imports = [...this.#entries.values()].filter(
      ({ job }) => job.kind === 'import' && !hasEnded(job.state),
    );
    const [first] = imports;
    if (first !== undefined && first.running === null) this.#run(first);
    imports.forEach((entry, ahead) => {
      if (entry.running === null) this.#set(entry, { type: 'waiting', ahead });
    });
  }

  #run(entry: Entry): void {
    const { start, roots } = this.#options;
    entry.running = new RunningJob({
      start,
      root: roots.user,
      command: entry.command,
      onState: (state) => {
        this.#set(entry, state);
        if (hasEnded(state) && entry.job.kind === 'import') this.#next();
      },
    });
  }

  #set(entry: Entry, state: DataJob['state']): void {
    entry.job = { ...entry.job, state };
    this.#options.onChange(entry.job);
  }

  #forgetOld(): void {
    const over = [...this.#entries.values()].filter(({ job }) => hasEnded(job.state));
    for (const { job } of over.slice(0, Math.max(0, over.length - KEPT_JOBS)))
      this.#entries.delete(job.jobId);
  }
}
