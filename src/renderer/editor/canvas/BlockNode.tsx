import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { portsOfType } from '../../store/document/network';
import { invalidValues } from '../../store/invalid-values';
import { nodeTitle, withShortDecimals } from '../../store/view/describe-node';
import { frozenState } from '../../store/view/learning-state';
import { costAt, locationsInside } from '../../store/view/location';
import { nodeState, typeFrom } from '../../store/view/node-state';
import { copyCount, describeUse } from '../../store/view/scope-values';
import { formatShort } from '../../ui/format-number';
import { ProblemMark } from '../problems/ProblemMark';
import { useNodeProblems } from '../problems/use-node-problems';
import { CopiesBadge, isBeside } from './CopiesBadge';
import { useCanvasScope } from './canvas-context';
import { LearningBadge } from './LearningBadge';
import { NodeCard } from './NodeCard';
import { NodeSignals } from './NodeSignals';
import { Ports } from './Ports';
import type { BlockCanvasNode } from './projection';
import { useHeat } from './use-heat';

/** A block on the canvas: one card for everything inside. A double click enters it. */
export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<BlockCanvasNode>) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { location } = useCanvasScope();
  const { spec } = data;
  // The projection makes this node again when the blocks change, so the ports read here are the current ones.
  const { document } = useDocument.getState();
  const ports = portsOfType(document, spec.type);
  const shape = useAnalysis((analysis) => {
    const port = ports.outputs[0]?.name;
    const type = port === undefined ? null : typeFrom(analysis, location, { id, port });
    return type === null ? '?' : formatShape(type.shape);
  });
  const parameters = useAnalysis((analysis) => learnableParameters(costAt(analysis, location, id)));
  const frozen = useAnalysis((analysis) => frozenState(analysis, location, spec));
  const copies = useAnalysis((analysis) => locationsInside(analysis, location, id).length);
  const state = useAnalysis((analysis) => nodeState(analysis, location, spec));
  const { problems, insideCount, severity } = useNodeProblems(location, spec);
  const described = useAnalysis((analysis) => describeUse(analysis, location, spec, language));
  // A default replaces a value that cannot be used: it is not what the file has.
  const invalid = invalidValues(spec, problems).map(({ name, written }) =>
    t('invalidValue', { name, value: written }),
  );
  const detail = invalid.length === 0 ? withShortDecimals(described) : invalid.join(', ');
  const count = useAnalysis((analysis) => copyCount(analysis, location, spec));
  const heat = useHeat(location, spec);
  return (
    <NodeCard
      category="block"
      title={nodeTitle(document, spec, language)}
      shape={state === 'muted' || state === 'cut' ? t(`state.${state}`) : shape}
      detail={detail === '' ? id : detail}
      {...(detail === '' ? {} : { id })}
      count={heat?.text ?? (parameters === 0 ? '' : formatShort(parameters, language))}
      isSelected={selected}
      isLocked={spec.locked === true}
      state={state}
      severity={severity}
      stack={isBeside(spec) ? 'beside' : 'below'}
      heat={heat?.share ?? null}
      frozen={frozen}
      badges={
        <>
          <CopiesBadge spec={spec} count={count} fallback={copies} />
          <LearningBadge spec={spec} frozen={frozen} />
        </>
      }
      mark={
        <ProblemMark
          problems={problems}
          insideCount={insideCount}
          severity={severity}
          label={t('problemsAt', { name: id })}
        />
      }
    >
      <Ports ports={ports} type={spec.type} />
      <NodeSignals spec={spec} />
    </NodeCard>
  );
});
