import { basename } from 'node:path';
import type { Failure, ImportProgress, ImportReport, ImportStage } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { exampleBytes, targetBytes } from '../dataset-description';
import type { DecodingPool } from '../decoding/decoding-pool';
import type { FileTree } from '../file-tree/file-tree';
import type { FormatOutline } from '../formats/data-format';
import { writePreparedDataset } from '../write-prepared-dataset';
import { NEAR_DISTANCE } from './examples/near-duplicates';
import { ExamplePlacer } from './examples/place-examples';
import type { JobCommand } from './import-protocol';
import { listExamples } from './list-examples';
import { JobFailure, type OpenedSource, openTree, understand } from './open-source';
import { planDataset } from './plan-dataset';
import { preparedExamples } from './prepared-examples';
import { ProgressMeter } from './progress-meter';
import { throttled } from './throttle';

export interface ImportWatcher {
  readonly signal: AbortSignal;
  readonly pool: DecodingPool;
  /** At most ten times a second. */
  onProgress(progress: ImportProgress): void;
}

type ImportCommand = Extract<JobCommand, { type: 'import' }>;

/**
 * Decodes every example of a source and publishes them as a data set, as a whole or not at all.
 *
 * @throws JobFailure, SourceProblemError when nothing can be read; an Error called AbortError
 */
export async function importSource(command: ImportCommand, watcher: ImportWatcher): Promise<ImportReport> {
  const { path, choices } = command;
  const started = Date.now();
  const tree = await openTree({ path, answers: choices.answers }, { signal: watcher.signal });
  try {
    const source = await understand(tree, { path, format: choices.format, answers: choices.answers });
    const outline = await source.format.outline(tree, source.answers, watcher.signal);
    const report = await importOutlined(command, source, outline, watcher);
    return { ...report, seconds: (Date.now() - started) / 1_000 };
  } finally {
    await tree.close();
  }
}

async function importOutlined(
  { path, choices, root }: ImportCommand,
  source: OpenedSource,
  outline: FormatOutline,
  { signal, pool, onProgress }: ImportWatcher,
): Promise<ImportReport> {
  const { tree } = source;
  requireClasses(path, outline);
  // Images need a size, whoever asks.
  if (choices.image === null && outline.featureNames.length === 0)
    throw new JobFailure(failure('request-invalid'));
  const meter = new ProgressMeter(outline.exampleCount, Date.now);
  let stage: ImportStage = 'reading';
  const report = throttled(() => onProgress(meter.progress(stage)));
  report();
  const listed = await listExamples(source, outline, signal, report);
  const content = await planDataset(source, outline, listed, choices, signal);
  const placer = new ExamplePlacer(choices, listed, content.targetOf);
  for (const problem of [...outline.problems, ...skippedOf(tree)]) placer.note(problem);
  stage = 'decoding';
  const examples = preparedExamples({
    ...{ source, listed, choices, placer, pool, signal },
    ...{ encode: content.encode, labelImages: content.labelImages },
    onExample: (isSkipped) => {
      meter.count(isSkipped);
      report();
    },
    onLast: () => {
      stage = 'publishing';
      onProgress(meter.progress(stage));
    },
  });
  const { plan } = content;
  const written = await writePreparedDataset({ root, plan, examples, problems: () => placer.problems });
  const imported = placer.imported.train + placer.imported.validation + placer.imported.test;
  const problems = placer.groups().list();
  const bytes = imported * (exampleBytes(plan) + targetBytes(plan));
  if (!written.ok) {
    if (imported === 0) throw new JobFailure(failure('data-empty', { name: basename(path) }));
    const neededBytes = listed.length * (exampleBytes(plan) + targetBytes(plan));
    throw new JobFailure(storageFailure(written.error, root, neededBytes));
  }
  // Examples, as the survey counts them: files and folders that are none are among the problems.
  const found = listed.length;
  const { id, isNew } = written.value;
  return {
    ...{ id, name: plan.name, wasThere: !isNew, found, imported: { ...placer.imported } },
    ...{ skipped: found - imported, problems, nearDistance: NEAR_DISTANCE, seconds: 0, bytes },
  };
}

function requireClasses(path: string, { target, classNames }: FormatOutline): void {
  if (target !== 'class' || classNames.length !== 1) return;
  const [only = ''] = classNames;
  throw new JobFailure(failure('data-one-class', { name: basename(path), class: only }));
}

function skippedOf({ skipped }: FileTree) {
  return skipped.map(({ path, reason, detail }) => ({
    reason,
    path,
    ...(detail !== undefined && { detail }),
  }));
}

const STORAGE_CODES: ReadonlySet<string> = new Set([
  'permission-denied',
  'read-only',
  'folder-missing',
  'file-unwritable',
  'name-too-long',
]);

/** What the writer says of a file, said of the data set. */
export function storageFailure(error: Failure, folder: string, neededBytes: number): Failure {
  const { code, values, detail } = error;
  const more = detail === undefined ? {} : { detail };
  if (code === 'disk-full') {
    return failure('data-disk-full', { folder, neededBytes }, more);
  }
  if (!STORAGE_CODES.has(code)) return error;
  return failure('data-unwritable', { folder, reason: values.reason ?? code }, more);
}
