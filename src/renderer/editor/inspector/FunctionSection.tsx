import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import { ActivationCurve } from '../../charts/ActivationCurve';
import { useAnalysis } from '../../store/document/analysis';
import { useIsLive, useSubject } from '../../store/runs/subject';
import { useInputDistribution } from '../../store/runs/use-input-distribution';
import { flatNodeAt, layerPaths } from '../../store/view/location';
import { useWorkbench } from '../../store/view/workbench';
import { Button } from '../../ui/Button';
import styles from './Inspector.module.css';

export interface FunctionSectionProps {
  readonly node: NodeSpec;
  readonly layer: LayerDefinition;
  readonly location: string;
}

/** The function of an activation layer and its slope, with the parameters as they are now. */
export function FunctionSection({ node, layer, location }: FunctionSectionProps) {
  const { t } = useTranslation('inspector');
  const path = useAnalysis((analysis) => layerPaths(analysis, location, node)[0] ?? null);
  const parameters = useAnalysis((analysis) =>
    path === null ? undefined : flatNodeAt(analysis, path)?.parameters,
  );
  const runId = useSubject();
  const isLive = useIsLive(runId);
  const isInsideOpen = useWorkbench((state) => state.isOpen && state.tab === 'inside');
  // A network at rest would have to be loaded again for this, so it is asked only where its user looks into it.
  const distribution = useInputDistribution(isLive || isInsideOpen ? runId : null, path);
  if (parameters === undefined) return null;
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('functionTitle')}</h3>
      <ActivationCurve layer={layer} parameters={parameters} distribution={distribution} />
      {runId === null || isLive || isInsideOpen ? null : <InputsHint />}
    </div>
  );
}

function InputsHint() {
  const { t } = useTranslation('inside');
  return (
    <div>
      <Button size="small" onClick={() => useWorkbench.getState().show('inside')}>
        {t('inputsHint')}
      </Button>
    </div>
  );
}
