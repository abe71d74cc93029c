import type { Failure } from '../../contract/contract';
import { type FailureCode, failureText } from '../../contract/failures';
import { fill } from '../../graph-runtime/text/fill';

/** What the command line says where the window's words name its menus and panels. */
const INSTEAD: Readonly<Partial<Record<FailureCode, string>>> = {
  'internal-error': 'Something went wrong inside Netloom. Please report it with these details:',
  'run-interrupted': 'This run was interrupted while it was training. Resume it with train --resume.',
  'trainer-died': 'The training process ended unexpectedly ({reason}).',
  'network-not-trainable': 'The network cannot be trained yet. The command inspect shows what to fix.',
  'dataset-missing':
    'The data set “{id}” was not found. Set "dataset" in the network file to another one, such as { "id": "fashion-mnist" }.',
  'dataset-unknown': 'There is no data set “{id}”. “data list” shows those that there are.',
  'batch-out-of-memory':
    'Memory ran out with {tried} images at a time. Try --batch-size {batchSize}; or keep the batch size and set "microBatchSize" to {batchSize} under "training" in the network file.',
};

/** Failures whose details a person needs, as their words say no more than that. */
const SHOWS_DETAIL: ReadonlySet<string> = new Set([
  'internal-error',
  'engine-missing',
  'trainer-not-started',
]);

/** A failure as the command line reports it: its words, and the details of an internal error. */
export function terminalFailure(failure: Failure): readonly string[] {
  const texts: Readonly<Record<string, string | undefined>> = INSTEAD;
  const own = Object.hasOwn(texts, failure.code) ? texts[failure.code] : undefined;
  const text = own === undefined ? failureText(failure, 'en') : fill(own, failure.values);
  const detail = SHOWS_DETAIL.has(failure.code) ? failure.detail?.trim() : undefined;
  return detail === undefined || detail === '' ? [text] : [text, ...linesOf(detail)];
}

/** An error that nobody foresaw, as lines. */
export function internalError(error: unknown): readonly string[] {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return terminalFailure({ code: 'internal-error', values: {}, detail });
}

/** The lines of a text of several: a trace, a process's last output. */
export function linesOf(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.trim().split(/\r?\n/);
}
