import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useAnalysis } from '../../store/document/analysis';
import { useDifferenceBase } from '../../store/document/difference';
import { categoryOf } from '../../store/view/describe-node';
import { frozenState } from '../../store/view/learning-state';
import { nodeState } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { nodeSeverity } from '../problems/use-node-problems';
import { useCanvasScope } from './canvas-context';
import { NodeDifference } from './NodeSignals';
import styles from './NodeThumbnail.module.css';
import type { BlockCanvasNode, LayerCanvasNode, PortCanvasNode } from './projection';
import { useHeatShare } from './use-heat';

type NodeThumbnailProps = Pick<NodeProps<LayerCanvasNode | BlockCanvasNode | PortCanvasNode>, 'data'>;

/**
 * A card from so far away that nothing on it can be read: its color, and whether something is wrong with it. Thousands are in view, so it
 * asks for little: moving and selecting them draws none again (that one is selected, React Flow's element around it says), and only with
 * a heat map or a comparison does a card ask for these.
 */
export const NodeThumbnail = memo(NodeThumbnailView, (before, after) => before.data.spec === after.data.spec);

function NodeThumbnailView({ data }: NodeThumbnailProps) {
  const isHeated = useView((state) => state.heat !== 'none');
  return isHeated ? <HeatedThumbnail data={data} /> : <ThumbnailCard data={data} heat={null} />;
}

function HeatedThumbnail({ data }: NodeThumbnailProps) {
  const { location } = useCanvasScope();
  return <ThumbnailCard data={data} heat={useHeatShare(location, data.spec)} />;
}

function ThumbnailCard({ data: { spec }, heat }: NodeThumbnailProps & { readonly heat: number | null }) {
  const { location } = useCanvasScope();
  // As one text, so that a card asks once.
  const [state, frozen, severity] = useAnalysis(
    (analysis) =>
      `${nodeState(analysis, location, spec)} ${frozenState(analysis, location, spec)} ${nodeSeverity(analysis, location, spec) ?? ''}`,
  ).split(' ');
  const isCompared = useDifferenceBase(({ base }) => base !== null);
  return (
    <div
      className={styles.tiny}
      data-category={categoryOf(spec.type)}
      data-severity={severity === '' ? undefined : severity}
      data-state={state}
      data-frozen={frozen === 'all' ? '' : undefined}
      data-heat={heat === null ? undefined : ''}
      style={heat === null ? undefined : { opacity: 0.15 + 0.85 * heat }}
      title={spec.id}
    >
      {isCompared ? <NodeDifference spec={spec} /> : null}
    </div>
  );
}
