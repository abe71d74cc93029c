import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DETAILS_WIDTH, useView } from '../../store/view/view';
import styles from './Panels.module.css';

const KEY_STEP = 16;

/** The left edge of the details panel, to drag; with the arrow keys too. */
export function ResizeHandle() {
  const { t } = useTranslation('app');
  const width = useView((state) => state.detailsWidth);
  const start = useRef<{ x: number; width: number } | null>(null);
  const { resizeDetails } = useView.getState();
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current !== null) resizeDetails(start.current.width + start.current.x - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = event.key === 'ArrowLeft' ? KEY_STEP : event.key === 'ArrowRight' ? -KEY_STEP : 0;
    if (change === 0) return;
    event.preventDefault();
    resizeDetails(width + change);
  };
  return (
    <div
      className={styles.handle}
      role="slider"
      aria-orientation="horizontal"
      aria-label={t('resizePanel')}
      aria-valuenow={width}
      aria-valuemin={DETAILS_WIDTH.least}
      aria-valuemax={DETAILS_WIDTH.most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
