import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import type { PortPlace } from '../../store/document/network';
import { type ConnectionCheck, checkConnection } from '../../store/view/connection-check';
import { typeFrom } from '../../store/view/node-state';
import { fixText, problemText } from '../../store/view/problem-text';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import styles from './ConnectionWire.module.css';
import { useCanvasScope } from './canvas-context';
import { roundedPath, routeCorners } from './edge-route';
import { NO_OBSTACLES, NO_OBSTACLES_ACROSS } from './obstacles';
import type { CanvasNode } from './projection';
import { endsOf } from './use-connect-gestures';
import { nodeAt } from './wire-at';

const NOTE_WIDTH = 260;
const NOTE_HEIGHT = 120;

/** The wire being dragged: says what flows along it, and over a port whether it fits, and why not. */
export function ConnectionWire(props: ConnectionLineComponentProps<CanvasNode>) {
  const { fromX, fromY, toX, toY, fromNode, fromHandle, toHandle } = props;
  const { location, flow } = useCanvasScope();
  const isForward = fromHandle.type === 'source';
  const obstacles = flow === 'down' ? NO_OBSTACLES : NO_OBSTACLES_ACROSS;
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const corners = isForward
    ? routeCorners(from, to, obstacles, new Set())
    : routeCorners(to, from, obstacles, new Set());
  const hand = { id: fromNode.id, port: fromHandle.id ?? '' };
  const moved = useView((state) => state.movedWire);
  // What would be meant if it were let go here.
  const overId = toHandle?.nodeId ?? nodeAt(viewport()?.toWindow(to) ?? { x: -1, y: -1 });
  const ends = endsOf(fromHandle, toHandle, overId);
  const endsKey = ends === null ? null : JSON.stringify([ends.from, ends.to]);
  const check = useMemo(() => {
    if (endsKey === null) return null;
    const [source, target]: [PortPlace, PortPlace] = JSON.parse(endsKey);
    const analysis = analysisOf(useDocument.getState().document);
    return checkConnection(analysis, location, source, target, { moved });
  }, [endsKey, location, moved]);
  const type = isForward ? typeFrom(analysisOf(useDocument.getState().document), location, hand) : null;
  return (
    <g data-check={check?.kind ?? 'none'} className={styles.wire}>
      <path className={styles.path} d={roundedPath(corners)} />
      <foreignObject
        x={toX + 14}
        y={toY + 10}
        width={NOTE_WIDTH}
        height={NOTE_HEIGHT}
        className={styles.note}
      >
        <ConnectionNote check={check} shape={type === null ? null : formatShape(type.shape)} />
      </foreignObject>
    </g>
  );
}

interface ConnectionNoteProps {
  readonly check: ConnectionCheck | null;
  readonly shape: string | null;
}

function ConnectionNote({ check, shape }: ConnectionNoteProps) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  if (check?.kind === 'refused') return <div className={styles.bubble}>{t(`refusal.${check.reason}`)}</div>;
  if (check?.kind === 'mismatch') {
    const [fix] = check.fixes;
    return (
      <div className={styles.bubble}>
        {problemText(check.problem, language)}
        {fix === undefined ? null : (
          <div className={styles.offer}>{t('dropToRepair', { fix: fixText(fix, language) })}</div>
        )}
      </div>
    );
  }
  return shape === null ? null : <div className={styles.bubble}>{shape}</div>;
}
