import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { takesSecond } from '../../../graph-runtime/layers/example-input';
import { nodeImageFit } from '../../../graph-runtime/training-checks/image-fit';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { layerPaths } from '../../store/view/location';
import styles from './Inspector.module.css';

/** At an input: that the data set's images are made larger or smaller for it. */
export function ImageFitNote({ node, location }: { readonly node: NodeSpec; readonly location: string }) {
  const { t } = useTranslation('inspector');
  const stored = useDataset()?.exampleShape;
  const analysis = useAnalysis((state) => state);
  const [path] = layerPaths(analysis, location, node);
  // What is said here is of the examples: their second images may be of another size.
  if (stored === undefined || path === undefined || takesSecond(node.parameters)) return null;
  const fit = nodeImageFit(analysis, path, stored);
  if (fit === null) return null;
  const [from, to] = [fit.stored, fit.wanted].map((size) => size.join('\u00a0×\u00a0'));
  return (
    <p className={styles.summary} data-testid="image-fit">
      {t(fit.kind, { from, to })}
    </p>
  );
}
