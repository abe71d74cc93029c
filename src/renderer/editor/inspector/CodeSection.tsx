import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import { outputCode } from '../../../graph-runtime/layers/output-code';
import type { TensorType } from '../../../graph-runtime/layers/tensor-type';
import { targetOfOutput } from '../../../graph-runtime/targets/output-targets';
import { useAnalysis } from '../../store/document/analysis';
import { targetNow } from '../../store/document/datasets';
import { flatNodeAt, layerPaths } from '../../store/view/location';
import styles from './Inspector.module.css';

export interface CodeSectionProps {
  readonly layer: LayerDefinition;
  readonly node: NodeSpec;
  readonly location: string;
}

/** The same layer as one line of Keras and PyTorch, for those who know them, or want to. */
export function CodeSection({ layer, node, location }: CodeSectionProps) {
  const { t } = useTranslation('inspector');
  const lines = useAnalysis((analysis) => {
    const [path] = layerPaths(analysis, location, node);
    const flat = path === undefined ? undefined : flatNodeAt(analysis, path);
    const analyzed = path === undefined ? undefined : analysis.nodes.get(path);
    if (flat === undefined || !analyzed?.outputs) return '';
    const inputs = analyzed.inputs.filter((type): type is TensorType => type !== null);
    const { training, dataset } = analysis.document;
    // What an output minimizes depends on the data and the settings, too.
    const description = layer.loss === undefined ? null : targetNow(dataset.id);
    const choice = layer.loss?.target(flat.parameters) ?? { target: 'auto', label: '' };
    const target = description === null ? null : targetOfOutput(choice, description, training);
    const isBalanced = training.classWeights === 'balanced';
    return (['keras', 'pytorch'] as const)
      .flatMap((framework) => outputCode(layer, framework, flat.parameters, inputs, target, isBalanced))
      .join('\n');
  });
  if (lines === '') return null;
  return (
    <details className={`${styles.section} ${styles.details}`}>
      <summary>{t('codeTitle')}</summary>
      <pre className={styles.code}>{lines}</pre>
    </details>
  );
}
