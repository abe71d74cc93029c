import { basename } from 'node:path';
import type { DataJobState, Failure, ImportProgress } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { systemErrorCode } from '../../files/file-system';
import { connectToOwner } from '../../processes/parent-port';
import { DecodingPool } from '../decoding/decoding-pool';
import { SourceProblemError } from '../file-tree/source-problem-error';
import { addPrepared } from './add-prepared';
import type { JobCommand, JobMessage } from './import-protocol';
import { writeVersion } from '../versions/write-version';
import { importSource } from './import-source';
import { JobFailure } from './open-source';
import { findPrepared } from './prepared-source';
import { surveySource } from './survey/survey-source';
import { throttled } from './throttle';

/**
 * Entry of the process that reads strangers' files and writes data sets: a survey, an import or a correction, one for each process. A file that ends it takes nothing else
 * along. It writes nothing to standard output, and stays after its last state until its owner ends it.
 */
const port = connectToOwner<JobCommand, JobMessage>(
  'This process is started by Netloom itself; run `npm run cli -- data` instead.',
);
const canceling = new AbortController();

port.onCommand((command) => {
  if (command.type === 'cancel') canceling.abort();
  else void run(command).then(report);
});
port.onClose(() => process.exit(0));
port.send({ type: 'ready' });

function report(state: DataJobState): void {
  port.send({ type: 'state', state });
}

function reportImport(progress: ImportProgress): void {
  report({ type: 'importing', progress });
}

async function run(command: Exclude<JobCommand, { type: 'cancel' }>): Promise<DataJobState> {
  return command.type === 'correct' ? correct(command) : readSource(command);
}

async function correct(command: Extract<JobCommand, { type: 'correct' }>): Promise<DataJobState> {
  const { path: id, name, changes, roots } = command;
  const { signal } = canceling;
  let state: DataJobState = { type: 'correcting', done: 0, total: 0 };
  const tell = throttled(() => report(state));
  try {
    const written = await writeVersion({
      ...{ roots, id, name, changes, signal },
      onProgress: (done, total) => {
        state = { type: 'correcting', done, total };
        tell();
      },
    });
    if (!written.ok) return { type: 'failed', failure: written.error };
    return { type: 'corrected', report: written.value };
  } catch (error) {
    if (signal.aborted) return { type: 'canceled' };
    return { type: 'failed', failure: asFailure(id, error) };
  }
}

async function readSource(
  command: Exclude<JobCommand, { type: 'correct' | 'cancel' }>,
): Promise<DataJobState> {
  const threads = command.type === 'import' ? command.threads : undefined;
  const pool = new DecodingPool(threads === undefined ? {} : { threads });
  const { signal } = canceling;
  try {
    if (command.type === 'import') {
      const watcher = { signal, pool, onProgress: reportImport };
      return { type: 'imported', report: await importSource(command, watcher) };
    }
    if (command.type === 'add-prepared')
      return { type: 'imported', report: await addPrepared(command, { signal, onProgress: reportImport }) };
    const dataset = command.format === undefined ? await findPrepared(command.path, signal) : null;
    if (dataset !== null) return { type: 'prepared', dataset };
    const survey = await surveySource(command, {
      ...{ signal, pool },
      onProgress: (progress, known) =>
        report({ type: 'surveying', progress, survey: known.files === 0 ? null : known }),
    });
    return { type: 'surveyed', survey };
  } catch (error) {
    if (signal.aborted) return { type: 'canceled' };
    return { type: 'failed', failure: asFailure(command.path, error) };
  } finally {
    await pool.close();
  }
}

function asFailure(path: string, error: unknown): Failure {
  const name = basename(path);
  if (error instanceof JobFailure) return error.failure;
  if (error instanceof SourceProblemError) {
    const { reason, detail = '' } = error.problem;
    if (reason === 'unreadable') {
      return detail === 'ENOENT'
        ? failure('data-missing', { name })
        : failure('data-unreadable', { name, reason: detail });
    }
    if (reason === 'other-archive') return failure('data-other-archive', { name, kind: detail });
    return failure('data-not-usable', { name, problem: reason }, { detail });
  }
  const code = systemErrorCode(error);
  if (code !== '') return failure('data-unreadable', { name, reason: code }, { detail: String(error) });
  return failure(
    'internal-error',
    {},
    { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  );
}
