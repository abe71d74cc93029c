import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { NodeDifference } from '../inside/NodeSignals';
import { useNodeProblems } from '../problems/use-node-problems';
import { useAnalysis } from '../store/analysis';
import { categoryOf } from '../store/describe-node';
import { nodeState } from '../store/node-state';
import { useCanvasScope } from './canvas-context';
import type { BlockCanvasNode, LayerCanvasNode, PortCanvasNode } from './projection';
import styles from './TinyCard.module.css';
import { useHeatShare } from './use-heat';

type TinyProps = NodeProps<LayerCanvasNode | BlockCanvasNode | PortCanvasNode>;

/**
 * A card from so far away that nothing on it can be read: its color, and whether something is wrong with it. Thousands are in view: moving
 * and selecting them draws none again. That one is selected, React Flow's element around it says.
 */
export const TinyCard = memo(TinyFace, (before, after) => before.data.spec === after.data.spec);

function TinyFace({ data }: TinyProps) {
  const { location } = useCanvasScope();
  const { severity } = useNodeProblems(location, data.spec);
  const heat = useHeatShare(location, data.spec);
  const state = useAnalysis((analysis) => nodeState(analysis, location, data.spec));
  return (
    <div
      className={styles.tiny}
      data-category={categoryOf(data.spec.type)}
      data-severity={severity ?? undefined}
      data-state={state}
      data-heat={heat === null ? undefined : ''}
      style={heat === null ? undefined : { opacity: 0.15 + 0.85 * heat }}
    >
      <NodeDifference spec={data.spec} />
    </div>
  );
}
