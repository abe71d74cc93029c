import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import { losses } from '../../../graph-runtime/targets/losses/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { flatNodeAt, layerPaths } from '../../store/view/location';
import { outputGoal } from '../../store/view/output-meaning';
import styles from './Inspector.module.css';

export interface LossNoteProps {
  readonly node: NodeSpec;
  readonly layer: LayerDefinition;
  readonly location: string;
}

/** At an output: that training minimizes another loss than its parameter says, and why. */
export function LossNote({ node, layer, location }: LossNoteProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  useDataset();
  const analysis = useAnalysis((state) => state);
  const [path] = layerPaths(analysis, location, node);
  const flat = path === undefined ? undefined : flatNodeAt(analysis, path);
  if (flat === undefined) return null;
  const goal = outputGoal(analysis, flat.path, layer, flat.parameters, language);
  if (goal === null || goal.trained === goal.chosen) return null;
  const loss = losses[goal.trained].shortForm[language];
  const own = Object.entries(losses).find(([id]) => id === goal.chosen)?.[1].shortForm[language];
  return (
    <p className={styles.summary} data-testid="loss-note">
      {goal.target.loss !== null || own === undefined
        ? t('lossOfSettings', { loss })
        : t('lossOfLabels', { loss, own, what: goal.what })}
    </p>
  );
}
