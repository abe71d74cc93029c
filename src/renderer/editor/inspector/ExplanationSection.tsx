import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NodeAnalysis } from '../../../graph-runtime/infer/analysis';
import type { ExplanationLine, LayerDefinition } from '../../../graph-runtime/layers/layer';
import type { ResolvedParameters } from '../../../graph-runtime/layers/parameter';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { formatShape, type TensorType } from '../../../graph-runtime/layers/tensor-type';
import { labeled } from '../../messages/labeled';
import { useAnalysis } from '../../store/document/analysis';
import { costAt, flatNodeAt, layerPaths } from '../../store/view/location';
import { Fact, Facts } from '../../ui/Facts';
import { CostFacts } from './CostFacts';
import styles from './Inspector.module.css';

/** The layer's shapes, with the current numbers in their formulas, and what it costs. */
export function ExplanationSection({
  node,
  location,
}: {
  readonly node: NodeSpec;
  readonly location: string;
}) {
  const { t } = useTranslation('inspector');
  const layer = getLayer(node.type);
  const analyzed = useAnalysis((analysis) => {
    const [path] = layerPaths(analysis, location, node);
    return path === undefined ? undefined : analysis.nodes.get(path);
  });
  const parameters = useAnalysis((analysis) => {
    const [path] = layerPaths(analysis, location, node);
    return path === undefined ? undefined : flatNodeAt(analysis, path)?.parameters;
  });
  const cost = useAnalysis((analysis) => costAt(analysis, location, node.id));
  const lines = explain(layer, parameters, analyzed);
  // What a layer costs follows from its shapes; a block's parts have theirs.
  const isUnknown = layer !== undefined && !analyzed?.outputs;
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('explanationTitle')}</h3>
      {lines.length === 0 ? null : (
        <dl className={styles.formulas}>
          {lines.map((line) => (
            <div key={`${line.subject}-${line.formula}`} className={styles.formula}>
              <dt>{t(`subjects.${line.subject}`)}</dt>
              <dd>{line.formula}</dd>
            </div>
          ))}
        </dl>
      )}
      <Facts layout="ends">
        <ShapeFact label={t('inputShape')} types={analyzed?.inputs ?? []} />
        <ShapeFact label={t('outputShape')} types={analyzed?.outputs ?? []} />
        {isUnknown ? null : <CostFacts cost={cost} />}
      </Facts>
      {layer === undefined ? null : (
        <p className={styles.link}>
          {labeled(t('reference'), '')}
          <Reference reference={layer.reference} />
        </p>
      )}
    </div>
  );
}

function explain(
  layer: LayerDefinition | undefined,
  parameters: ResolvedParameters | undefined,
  analyzed: NodeAnalysis | undefined,
): readonly ExplanationLine[] {
  if (layer?.explain === undefined || parameters === undefined || !analyzed?.outputs) return [];
  // Outputs are known only where every input is.
  const inputs = analyzed.inputs.filter((type): type is TensorType => type !== null);
  return layer.explain(parameters, inputs, analyzed.outputs).filter(isComputation);
}

/** `6 = 6` says nothing. */
function isComputation({ formula }: ExplanationLine): boolean {
  const [from, to] = formula.split(' = ');
  return from !== to;
}

function ShapeFact({
  label,
  types,
}: {
  readonly label: string;
  readonly types: readonly (TensorType | null)[];
}) {
  if (types.length === 0) return null;
  return (
    <Fact label={label}>
      {types.map((type) => (type === null ? '?' : formatShape(type.shape))).join(', ')}
    </Fact>
  );
}

/** A paper or a book, in the language it is written in. Links open in the system's browser; main decides which. */
export function Reference({ reference }: { readonly reference: LayerDefinition['reference'] }) {
  if (reference.url === undefined) return <span lang="en">{reference.title}</span>;
  return (
    <a lang="en" href={reference.url} target="_blank" rel="noreferrer">
      {reference.title}
    </a>
  );
}
