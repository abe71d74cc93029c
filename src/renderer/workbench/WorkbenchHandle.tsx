import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbench, WORKBENCH_SHARE } from '../store/view/workbench';
import styles from './Workbench.module.css';

const KEY_STEP = 0.03;
const inPercent = (share: number) => Math.round(share * 100);

/** The upper edge of the workbench, to drag; with the arrow keys too. A double click gives it its usual height. */
export function WorkbenchHandle() {
  const { t } = useTranslation('workbench');
  const share = useWorkbench((state) => state.share);
  const { resize } = useWorkbench.getState();
  const start = useRef<{ readonly y: number; readonly share: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { y: event.clientY, share };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current !== null)
      resize(start.current.share + (start.current.y - event.clientY) / window.innerHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = event.key === 'ArrowUp' ? KEY_STEP : event.key === 'ArrowDown' ? -KEY_STEP : 0;
    if (change === 0) return;
    event.preventDefault();
    resize(share + change);
  };
  return (
    <div
      className={styles.handle}
      role="slider"
      aria-orientation="vertical"
      aria-label={t('resize')}
      aria-valuenow={inPercent(share)}
      aria-valuemin={inPercent(WORKBENCH_SHARE.least)}
      aria-valuemax={inPercent(WORKBENCH_SHARE.most)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => resize(WORKBENCH_SHARE.normal)}
      onKeyDown={onKeyDown}
    />
  );
}
