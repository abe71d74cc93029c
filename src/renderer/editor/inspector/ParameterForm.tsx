import { useTranslation } from 'react-i18next';
import { labelNames } from '../../../graph-runtime/datasets/target-description';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { applies } from '../../../graph-runtime/layers/parameter-applies';
import { diagnosticsAt, useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import styles from './Inspector.module.css';
import { ParameterField } from './ParameterField';

export interface ParameterFormProps {
  /** One node, or several of the same type. */
  readonly nodes: readonly NodeSpec[];
  readonly layer: LayerDefinition;
  readonly scope: Scope;
  readonly location: string;
}

/** The form of a layer's parameters, made from their descriptions. */
export function ParameterForm(props: ParameterFormProps) {
  const asksForLabel = Object.values<ParameterDescription>(props.layer.parameters).some(isOfLabel);
  return asksForLabel ? <FormWithLabel {...props} /> : <Form {...props} hasLabels={false} />;
}

/** A label is chosen where the data set has several. */
function FormWithLabel(props: ParameterFormProps) {
  const dataset = useDataset();
  return <Form {...props} hasLabels={dataset !== null && labelNames(dataset.target).length > 0} />;
}

/** The parameters of nodes that a problem is about. */
function useMistakenParameters(nodes: readonly NodeSpec[], location: string): readonly string[] {
  const names = useAnalysis((analysis) => {
    const problems = nodes.flatMap(({ id }) => diagnosticsAt(analysis, joinPath(location, id)));
    // As a text, so that it is compared by value.
    return problems.flatMap(({ parameter }) => parameter ?? []).join('\n');
  });
  return names.split('\n');
}

const isOfLabel = (description: ParameterDescription) =>
  description.kind === 'text' && description.names === 'labels';

function Form({
  nodes,
  layer,
  scope,
  location,
  hasLabels,
}: ParameterFormProps & { readonly hasLabels: boolean }) {
  const { t } = useTranslation('inspector');
  const mistaken = useMistakenParameters(nodes, location);
  const all = Object.entries<ParameterDescription>(layer.parameters);
  // What has no effect is not in the way, unless it is set: somebody may want to remove it.
  const entries = all.filter(([name, description]) =>
    nodes.some(
      (node) => node.parameters?.[name] !== undefined || applies(layer, description, node.parameters),
    ),
  );
  const isAdvanced = (description: ParameterDescription) =>
    description.isAdvanced === true || (isOfLabel(description) && !hasLabels);
  const main = entries.filter(([, description]) => !isAdvanced(description));
  const advanced = entries.filter(([, description]) => isAdvanced(description));
  if (entries.length === 0) return <p className={styles.summary}>{t('noParameters')}</p>;
  const fields = (list: typeof entries) =>
    list.map(([name, description]) => (
      <ParameterField
        key={name}
        nodes={nodes}
        name={name}
        description={description}
        scope={scope}
        location={location}
      />
    ));
  const isAnySet = advanced.some(([name]) => nodes.some((node) => node.parameters?.[name] !== undefined));
  const isOpen = isAnySet || advanced.some(([name]) => mistaken.includes(name));
  return (
    <>
      {fields(main)}
      {advanced.length === 0 ? null : (
        <details className={styles.details} open={isOpen}>
          <summary>{t('advanced')}</summary>
          <div className={styles.detailsBody}>{fields(advanced)}</div>
        </details>
      )}
    </>
  );
}
