import { useTranslation } from 'react-i18next';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { ActivationCurve } from '../../charts/ActivationCurve';
import { useAnalysis } from '../../store/document/analysis';
import { useInputDistribution } from '../../store/runs/use-input-distribution';
import { flatNodeAt } from '../../store/view/location';
import styles from './InsideView.module.css';

/** Of an activation layer: its function, its slope, and where the inputs of the trained network lie on them. */
export function FunctionOfNode({ runId, path }: { readonly runId: string; readonly path: string }) {
  const { t } = useTranslation('inspector');
  const node = useAnalysis((analysis) => flatNodeAt(analysis, path));
  const layer = node === undefined ? undefined : getLayer(node.type);
  const isFunction = layer?.function !== undefined;
  const distribution = useInputDistribution(isFunction ? runId : null, isFunction ? path : null);
  if (node === undefined || layer === undefined || !isFunction) return null;
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>{t('functionTitle')}</h3>
      <ActivationCurve layer={layer} parameters={node.parameters} distribution={distribution} />
    </div>
  );
}
