import type { ProblemReason, SourceProblem } from '../../../contract/data-problems';

/** Something in the source cannot be read or is not what it should be: a problem for the report, thrown to where the report is made. */
export class SourceProblemError extends Error {
  override readonly name = 'SourceProblemError';

  constructor(readonly problem: SourceProblem) {
    super(`${problem.path}: ${problem.reason}${problem.detail === undefined ? '' : ` (${problem.detail})`}`);
  }
}

/** @example throw sourceProblem('file-damaged', path, 'its header is cut off'); */
export function sourceProblem(reason: ProblemReason, path: string, detail?: string): SourceProblemError {
  return new SourceProblemError({ reason, path, ...(detail !== undefined && { detail }) });
}
