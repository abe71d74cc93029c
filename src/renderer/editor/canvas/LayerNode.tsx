import type { NodeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { portsOfType } from '../../store/document/network';
import { invalidValues } from '../../store/invalid-values';
import { categoryOf, nodeTitle, withShortDecimals } from '../../store/view/describe-node';
import { frozenState } from '../../store/view/learning-state';
import { costAt, flatNodeAt, layerPaths } from '../../store/view/location';
import { nodeState, typeFrom } from '../../store/view/node-state';
import { outputMeaning } from '../../store/view/output-meaning';
import { copyCount } from '../../store/view/scope-values';
import { formatShort } from '../../ui/format-number';
import { ProblemMark } from '../problems/ProblemMark';
import { useNodeProblems } from '../problems/use-node-problems';
import { CopiesBadge, isBeside } from './CopiesBadge';
import { useCanvasScope } from './canvas-context';
import { LearningBadge } from './LearningBadge';
import { NodeCard } from './NodeCard';
import { NodeSignals } from './NodeSignals';
import { Ports } from './Ports';
import type { LayerCanvasNode } from './projection';
import { useHeat } from './use-heat';

/** A layer on the canvas. It reads its shape, cost and problems from the analysis, so that an edit redraws only what it changed. */
export const LayerNode = memo(LayerCard, isSameCard);

/** Where the card lies does not show on it: a drag draws none again. */
function isSameCard(before: NodeProps<LayerCanvasNode>, after: NodeProps<LayerCanvasNode>): boolean {
  return before.id === after.id && before.data.spec === after.data.spec && before.selected === after.selected;
}

function LayerCard({ id, data, selected }: NodeProps<LayerCanvasNode>) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { location } = useCanvasScope();
  const { spec } = data;
  const layer = getLayer(spec.type);
  const ports = useMemo(() => portsOfType(useDocument.getState().document, spec.type), [spec.type]);
  const flat = useAnalysis((analysis) => {
    const [path] = layerPaths(analysis, location, spec);
    const found = path === undefined ? undefined : flatNodeAt(analysis, path);
    // For a moment, the card is that of the network before, where a node of this name was of another type.
    return found?.type === spec.type ? found : undefined;
  });
  const shape = useAnalysis((analysis) => {
    const port = ports.outputs[0]?.name;
    if (port !== undefined) return shapeText(typeFrom(analysis, location, { id, port }));
    const entering = analysis.nodes.get(layerPaths(analysis, location, spec)[0] ?? '')?.inputs[0];
    return shapeText(entering ?? null);
  });
  const parameters = useAnalysis((analysis) => learnableParameters(costAt(analysis, location, id)));
  const heat = useHeat(location, spec);
  const { problems, severity } = useNodeProblems(location, spec);
  const state = useAnalysis((analysis) => nodeState(analysis, location, spec));
  const frozen = useAnalysis((analysis) => frozenState(analysis, location, spec));
  const isSharing = useAnalysis(
    (analysis) => flat !== undefined && analysis.nodes.get(flat.path)?.sharesWith !== undefined,
  );
  const copies = useAnalysis((analysis) => copyCount(analysis, location, spec));
  const hasDetail = layer === undefined || Object.keys(layer.parameters).length > 0;
  // What is switched off is in no expanded network: its own parameters are all there is to show.
  const meaning = useAnalysis((analysis) =>
    flat === undefined ? null : outputMeaning(analysis, flat.path, layer, flat.parameters, language),
  );
  const described =
    flat === undefined || layer === undefined ? '' : (meaning ?? layer.describe(flat.parameters, language));
  // A default replaces a value that cannot be used: it is not what the file has.
  const invalid = invalidValues(spec, problems).map(({ name, written }) => {
    const label = layer?.parameters[name]?.label[language] ?? name;
    return t('invalidValue', { name: label, value: written });
  });
  const detail = invalid.length === 0 ? withShortDecimals(described) : invalid.join(', ');
  return (
    <NodeCard
      category={categoryOf(spec.type)}
      title={nodeTitle(useDocument.getState().document, spec, language)}
      shape={state === 'muted' || state === 'cut' ? t(`state.${state}`) : shape}
      {...(hasDetail ? { detail: detail === '' ? id : detail } : {})}
      {...(hasDetail && detail === '' ? {} : { id })}
      count={heat?.text ?? (parameters === 0 ? '' : formatShort(parameters, language))}
      isSelected={selected}
      isLocked={spec.locked === true}
      state={state}
      severity={severity}
      {...(isBeside(spec) ? { stack: 'beside' as const } : {})}
      heat={heat?.share ?? null}
      frozen={frozen}
      badges={
        <>
          <CopiesBadge spec={spec} count={copies} fallback={1} />
          <LearningBadge spec={spec} frozen={frozen} hasWeights={isSharing || severity !== null} />
        </>
      }
      mark={<ProblemMark problems={problems} label={t('problemsAt', { name: id })} />}
    >
      <Ports ports={ports} type={spec.type} />
      <NodeSignals spec={spec} />
    </NodeCard>
  );
}

function shapeText(type: { readonly shape: readonly number[] } | null): string {
  return type === null ? '?' : formatShape(type.shape);
}
