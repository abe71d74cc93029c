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

/** A card from so far away that nothing on it can be read: its colour, and whether something is wrong with it. */
export const TinyCard = memo(function TinyCard({
  data,
  selected,
}: NodeProps<LayerCanvasNode | BlockCanvasNode | PortCanvasNode>) {
  const { location } = useCanvasScope();
  const { severity } = useNodeProblems(location, data.spec);
  const heat = useHeatShare(location, data.spec);
  const state = useAnalysis((analysis) => nodeState(analysis, location, data.spec));
  return (
    <div
      className={styles.tiny}
      data-category={categoryOf(data.spec.type)}
      data-selected={selected ? '' : undefined}
      data-severity={severity ?? undefined}
      data-state={state}
      data-heat={heat === null ? undefined : ''}
      style={heat === null ? undefined : { opacity: 0.15 + 0.85 * heat }}
    >
      <NodeDifference spec={data.spec} />
    </div>
  );
});
