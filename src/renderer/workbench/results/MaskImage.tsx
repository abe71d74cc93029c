import { useEffect, useRef } from 'react';
import overlaid from '../../ui/images/OverlaidImage.module.css';
import { PixelImage } from '../../ui/images/PixelImage';
import type { PixelSource, ValueRange } from '../../ui/images/pixel-colors';
import { paintMask } from '../../ui/images/class-colors';
import styles from './MaskImage.module.css';

/** A class for each pixel, row by row. */
export interface Mask {
  readonly height: number;
  readonly width: number;
  readonly classes: ArrayLike<number>;
}

export interface MaskImageProps {
  readonly source: PixelSource;
  readonly range: ValueRange;
  /** Null: the image alone. */
  readonly mask: Mask | null;
  /** The class whose pixels do not count. */
  readonly ignore?: number | undefined;
  readonly label: string;
  /** Side in rem; `fill`: of what it is in. */
  readonly size: number | 'fill';
}

/** An image with the classes of its pixels in color over it. */
export function MaskImage({ source, range, mask, ignore, label, size }: MaskImageProps) {
  return (
    <span className={overlaid.stack} role="img" aria-label={label}>
      <PixelImage source={source} range={range} label="" size={size} />
      {mask === null ? null : <MaskLayer mask={mask} ignore={ignore} />}
    </span>
  );
}

export interface MaskLayerProps {
  readonly mask: Mask;
  readonly ignore: number | undefined;
  /** 0 to 1. */
  readonly opacity?: number;
}

/** The colors of a mask, to be laid over an image in the same box. */
export function MaskLayer({ mask, ignore, opacity }: MaskLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { height, width, classes } = mask;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    paintMask(classes, ignore, image.data, opacity);
    context.putImageData(image, 0, 0);
  }, [classes, ignore, opacity, width, height]);
  return <canvas ref={canvas} className={styles.mask} width={width} height={height} />;
}
