import { useEffect, useState } from 'react';
import type { PresetSummary } from '../../../contract/contract';
import styles from './Thumbnail.module.css';
import { drawThumbnail, type ThumbnailDrawing } from './thumbnail';

/** Room around the drawing, in canvas units. */
const MARGIN = 40;

/** The network of a preset in small; decoration beside the card's words, so screen readers pass over it. */
export function Thumbnail({ preset }: { readonly preset: PresetSummary }) {
  const [drawing, setDrawing] = useState<ThumbnailDrawing | null>(null);
  useEffect(() => {
    let isShown = true;
    void drawThumbnail(preset.id, preset.document).then((made) => {
      if (isShown) setDrawing(made);
    });
    return () => {
      isShown = false;
    };
  }, [preset]);
  return (
    <div className={styles.frame} aria-hidden="true">
      {drawing === null ? null : <Drawing drawing={drawing} />}
    </div>
  );
}

/** Networks are long and thin: the drawing is turned so that data flows from left to right and fills the frame. */
function Drawing({ drawing }: { readonly drawing: ThumbnailDrawing }) {
  const { width, height, boxes, wires } = drawing;
  const viewBox = `${-MARGIN} ${-MARGIN} ${height + 2 * MARGIN} ${width + 2 * MARGIN}`;
  return (
    <svg className={styles.drawing} viewBox={viewBox} aria-hidden="true" focusable="false">
      {wires.map((wire) => (
        <polyline
          key={wire.key}
          className={styles.wire}
          points={wire.points.map(({ x, y }) => `${y},${x}`).join(' ')}
        />
      ))}
      {boxes.map((box) => (
        <rect
          key={box.id}
          className={styles.box}
          data-category={box.category}
          x={box.y}
          y={box.x}
          width={box.height}
          height={box.width}
          rx={10}
        />
      ))}
    </svg>
  );
}
