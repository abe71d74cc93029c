import '../../zod-without-eval';
import type { PresetSummary } from '../../../contract/contract';
import { analyze } from '../../../graph-runtime/infer/analyze';
import type { FiguresAnswer } from './preset-figures';
import { taskOf } from './preset-task';

/** Counts presets off the interface thread; answers one by one, so that the first cards have their figures at once. */
self.onmessage = ({ data }: MessageEvent<readonly PresetSummary[]>) => {
  for (const { id, document } of data) {
    const analysis = analyze(document);
    const { cost, graph, nodes } = analysis;
    const input = graph.nodes.find((node) => nodes.get(node.path)?.inputs.length === 0);
    const inputShape = input === undefined ? null : (nodes.get(input.path)?.outputs?.[0]?.shape ?? null);
    const answer: FiguresAnswer = {
      id,
      figures: { cost, inputShape, task: taskOf(analysis), layerCount: graph.nodes.length },
    };
    self.postMessage(answer);
  }
  self.postMessage('done');
};
