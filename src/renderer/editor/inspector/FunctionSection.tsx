import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import { ActivationCurve } from '../../charts/ActivationCurve';
import { useAnalysis } from '../../store/document/analysis';
import { isInitial } from '../../store/runs/initial-network';
import { useInsideSubject } from '../../store/runs/subject';
import { useInputDistribution } from '../../store/runs/use-input-distribution';
import { flatNodeAt, layerPaths } from '../../store/view/location';
import { useWorkbench } from '../../store/view/workbench';
import { Button } from '../../ui/Button';
import { useSettled } from '../../ui/use-settled';
import styles from './Inspector.module.css';

const PAUSE_MILLISECONDS = 400;

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
  const subject = useInsideSubject();
  const isInsideOpen = useWorkbench((state) => state.isOpen && state.tab === 'inside');
  // A network that was never trained is asked only where its user looks into it.
  const runId = isInitial(subject) && !isInsideOpen ? null : subject;
  // A network at rest is loaded for this: not for each layer that is passed on the way to another.
  const settled = useSettled(path, PAUSE_MILLISECONDS);
  const distribution = useInputDistribution(runId, settled === path ? path : null);
  if (parameters === undefined) return null;
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('functionTitle')}</h3>
      <ActivationCurve layer={layer} parameters={parameters} distribution={distribution} />
      {runId === null && subject !== null ? <InputsHint /> : null}
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
