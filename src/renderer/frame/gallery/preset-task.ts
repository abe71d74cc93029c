import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';

/** What a network is for: to say what an image shows, to say it of each pixel, or to give the image back. */
export type PresetTask = 'classify' | 'segment' | 'restore';

/** The task of a network, by what it is trained for and by what enters its output: an image, or one vector. */
export function taskOf({ document, graph, nodes }: NetworkAnalysis): PresetTask {
  if (document.training.target === 'input') return 'restore';
  const outputs = graph.nodes.filter(
    ({ type, parameters }) => type === 'output' && parameters.auxiliary !== true,
  );
  const [scores] = outputs.flatMap(({ path }) => nodes.get(path)?.inputs ?? []);
  return (scores?.shape.length ?? 1) > 1 ? 'segment' : 'classify';
}
