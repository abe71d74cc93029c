import type { NetworkInput } from '../../../contract/suggested-choices';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { isExampleInput } from '../../../graph-runtime/layers/example-input';
import { useAnalysis } from '../../store/document/analysis';

/** `[height, width, channels]` of what the open network takes; null where that is no image. */
export function useNetworkImage(): NetworkInput | null {
  // As a text, so that it is compared by value.
  const shape = useAnalysis((analysis) => inputShape(analysis).join(' '));
  const [height, width, channels] = shape.split(' ').map(Number);
  if (height === undefined || width === undefined || channels === undefined) return null;
  return [height, width, channels];
}

function inputShape({ graph, nodes }: NetworkAnalysis): readonly number[] {
  const input = graph.nodes.find(isExampleInput);
  return input === undefined ? [] : (nodes.get(input.path)?.outputs?.[0]?.shape ?? []);
}
