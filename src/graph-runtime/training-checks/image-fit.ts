import { cropSize } from '../compile/crop-images';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { isExampleInput } from '../layers/example-input';

/** How the images of a data set become those that an input takes: both as height and width. */
export interface ImageFit {
  readonly kind: 'enlarged' | 'reduced' | 'cropped';
  readonly stored: readonly [number, number];
  readonly wanted: readonly [number, number];
}

/**
 * What happens to the data set's images at an input of this shape: null where they are taken as they are, or are not images there.
 *
 * @param stored shape of the data set's images, `[height, width, channels]`
 * @param wanted shape of the input, without the batch axis
 * @param setting what the training settings say about it
 */
export function imageFit(
  stored: readonly number[],
  wanted: readonly number[],
  setting?: TrainingSettings['imageFit'],
): ImageFit | null {
  const [height, width] = stored;
  const [toHeight, toWidth] = wanted;
  if (stored.length !== 3 || wanted.length !== 3) return null;
  if (height === undefined || width === undefined || toHeight === undefined || toWidth === undefined)
    return null;
  if (height === toHeight && width === toWidth) return null;
  const isCropped = cropSize(stored, wanted, setting) !== null;
  const kind = isCropped ? 'cropped' : toHeight * toWidth > height * width ? 'enlarged' : 'reduced';
  return { kind, stored: [height, width], wanted: [toHeight, toWidth] };
}

/** Whether images become those of an input: gray ones color by repetition, those of color gray by luminance; between other numbers of channels there is no way. */
export function channelsFit(stored: number, wanted: number): boolean {
  return wanted === stored || stored === 1 || (stored === 3 && wanted === 1);
}

/** The same for a network: at the first input that does not take the images as they are. */
export function networkImageFit(analysis: NetworkAnalysis, stored: readonly number[]): ImageFit | null {
  for (const node of analysis.graph.nodes) {
    const fit = isExampleInput(node) ? nodeImageFit(analysis, node.path, stored) : null;
    if (fit !== null) return fit;
  }
  return null;
}

/** The same for one input node. */
export function nodeImageFit(
  analysis: NetworkAnalysis,
  path: string,
  stored: readonly number[],
): ImageFit | null {
  const wanted = analysis.nodes.get(path)?.outputs?.[0]?.shape ?? [];
  return imageFit(stored, wanted, analysis.document.training.imageFit);
}
