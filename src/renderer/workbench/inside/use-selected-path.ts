import { useAnalysis } from '../../store/document/analysis';
import { nodesOf } from '../../store/document/network';
import { existingLocation, layerPaths, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';

/** Path, in the expanded network, of the one layer selected on the canvas; null when there is none. */
export function useSelectedPath(): string | null {
  const selected = useView((state) => state.selectedNodes);
  const wanted = useView((state) => state.location);
  return useAnalysis((analysis) => {
    const [only] = selected;
    if (only === undefined || selected.size !== 1) return null;
    const location = existingLocation(analysis, wanted);
    const node = nodesOf(analysis.document, scopeAt(analysis, location)).find(({ id }) => id === only);
    return node === undefined ? null : (layerPaths(analysis, location, node)[0] ?? null);
  });
}
