import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { isExampleInput } from '../../../graph-runtime/layers/example-input';

/**
 * What a network is for: to say what an image shows, to say it of each pixel, to give the image back, to draw images of numbers that are drawn by
 * chance, or to say how alike images are.
 */
export type PresetTask = 'classify' | 'segment' | 'restore' | 'generate' | 'compare';

/** The task of a network, by what it is trained for and by what enters its inputs and outputs: an image, or one vector. */
export function taskOf({ document, graph, nodes }: NetworkAnalysis): PresetTask {
  const mains = graph.nodes.filter(
    ({ type, parameters }) => type === 'output' && parameters.auxiliary !== true,
  );
  if (mains.some(({ parameters: { target } }) => target === 'pair' || target === 'triplet')) return 'compare';
  const [scores] = mains.flatMap(({ path }) => nodes.get(path)?.inputs ?? []);
  const isImage = (scores?.shape.length ?? 1) > 1;
  const ofVectors = graph.nodes.filter(isExampleInput).every(isVector);
  const isDrawn = graph.nodes.some(({ type }) => type === 'sampling');
  if (isImage && (ofVectors || isDrawn)) return 'generate';
  if (document.training.target === 'input') return 'restore';
  return isImage ? 'segment' : 'classify';

  function isVector({ path }: { readonly path: string }): boolean {
    return nodes.get(path)?.outputs?.[0]?.shape.length === 1;
  }
}
