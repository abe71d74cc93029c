import { useEffect, useRef } from 'react';
import styles from './OverlaidImage.module.css';
import { PixelImage } from './PixelImage';
import { type PixelSource, paintEvidence, type ValueRange } from './pixel-colors';

export interface OverlaidImageProps {
  readonly source: PixelSource;
  readonly range: ValueRange;
  /** One number for each place of a grid over the image, in reading order: orange above zero, blue below. */
  readonly map: { readonly shape: readonly number[]; readonly values: ArrayLike<number> };
  readonly label: string;
  /** Side in rem. */
  readonly size: number;
}

/** An image with a coarser map over it, stretched smoothly: what is nothing to the map stays as it is. */
export function OverlaidImage({ source, range, map, label, size }: OverlaidImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1] = map.shape;
  const { values } = map;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    paintEvidence(values, image.data);
    context.putImageData(image, 0, 0);
  }, [values, width, height]);
  return (
    <span className={styles.stack} role="img" aria-label={label}>
      <PixelImage source={source} range={range} label="" size={size} />
      <canvas ref={canvas} className={styles.map} width={width} height={height} />
    </span>
  );
}
