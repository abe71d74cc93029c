import type { ProblemReason } from '../../../contract/data-problems';
import { decodeImage } from './decode-image';
import type { DecodedImage, DecodeLimits } from './image';
import { ImageProblem } from './image-problem';
import { type PreparedImage, type PrepareOptions, prepareImage } from './prepare-image';

/** What a decoding thread is sent. */
export interface DecodingTask {
  readonly bytes: Uint8Array;
  readonly limits: DecodeLimits;
  /** Null: the whole image is wanted, not fitted. */
  readonly prepare: PrepareOptions | null;
}

/** What it answers: what was wanted, or what is wrong with the image. */
export type DecodingAnswer =
  | { readonly image: PreparedImage | DecodedImage }
  | { readonly problem: { readonly reason: ProblemReason; readonly detail: string } };

/** Never rejects. */
export async function answerTask({ bytes, limits, prepare }: DecodingTask): Promise<DecodingAnswer> {
  try {
    const image = await decodeImage(bytes, limits);
    return { image: prepare === null ? image : prepareImage(image, prepare) };
  } catch (error) {
    if (error instanceof ImageProblem) return { problem: { reason: error.reason, detail: error.detail } };
    // A fault of ours, or no memory left: one image must not end an import.
    return { problem: { reason: 'decoder-died', detail: String(error) } };
  }
}
