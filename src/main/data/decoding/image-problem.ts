import type { ProblemReason } from '../../../contract/data-problems';

/** Why a file cannot be used as an image; the words for users are the reason's (`contract/data-problems.ts`). */
export class ImageProblem extends Error {
  readonly reason: ProblemReason;
  /** What exactly: a size, a variant of the format, what the decoder says. */
  readonly detail: string;

  constructor(reason: ProblemReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'ImageProblem';
    this.reason = reason;
    this.detail = detail;
  }
}

/** @throws always: the file ends before its image does */
export function truncated(detail: string): never {
  throw new ImageProblem('image-truncated', detail);
}

/** @throws always: the file contradicts itself, or a checksum does not match */
export function damaged(detail: string): never {
  throw new ImageProblem('image-damaged', detail);
}

/** @throws always: a format, or a variant of one, that is not read */
export function unsupported(detail: string): never {
  throw new ImageProblem('image-unsupported', detail);
}
