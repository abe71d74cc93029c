import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { portsOfType, wiresOf } from '../../store/document/network';
import { typeFrom } from '../../store/view/node-state';
import { ProblemMark } from '../problems/ProblemMark';
import { useNodeProblems } from '../problems/use-node-problems';
import { useCanvasScope } from './canvas-context';
import { NodeCard } from './NodeCard';
import { Ports } from './Ports';
import type { PortCanvasNode } from './projection';

/** A port of the block that is open, seen from inside: where its inputs come in and its outputs go out. */
export const PortNode = memo(function PortNode({ id, data, selected }: NodeProps<PortCanvasNode>) {
  const { scope, location } = useCanvasScope();
  const { spec } = data;
  const ports = portsOfType(useDocument.getState().document, spec.type);
  const { problems, severity } = useNodeProblems(location, spec);
  const shape = useAnalysis((analysis) => {
    if (spec.type === 'blockInput') {
      const type = typeFrom(analysis, location, { id, port: 'out' });
      return type === null ? '?' : formatShape(type.shape);
    }
    const wire = wiresOf(analysis.document, scope).find((candidate) => candidate.to.id === id);
    const type = wire === undefined ? null : typeFrom(analysis, location, wire.from);
    return type === null ? '?' : formatShape(type.shape);
  });
  return (
    <NodeCard
      category="input-output"
      title={spec.name ?? id}
      shape={shape}
      isSelected={selected}
      isLocked={spec.locked === true}
      state="on"
      severity={severity}
      mark={<ProblemMark problems={problems} label={id} />}
    >
      <Ports ports={ports} type={spec.type} />
    </NodeCard>
  );
});
