import { useEffect, useRef } from 'react';
import styles from './PixelImage.module.css';
import { type ColorScale, type PixelSource, paintPixels, type ValueRange } from './pixel-colors';

export interface PixelImageProps {
  readonly source: PixelSource;
  readonly range: ValueRange;
  readonly scale?: ColorScale;
  /** What it shows, for those who cannot see it; '' where a text beside it says so. */
  readonly label: string;
  /** Side in rem; the image keeps its proportions inside. `fill`: as large as its container. */
  readonly size?: number | 'fill';
}

/** The range of bytes. */
export const BYTES: ValueRange = { minimum: 0, maximum: 255 };
/** The range of shares. */
export const SHARES: ValueRange = { minimum: 0, maximum: 1 };

/** Numbers as an image, every value a sharp square. */
export function PixelImage({ source, range, scale = 'gray', label, size = 2.5 }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { height, width } = source;
  const side = size === 'fill' ? '100%' : `${size}rem`;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    paintPixels(source, scale, range, image.data);
    context.putImageData(image, 0, 0);
  }, [source, scale, range, width, height]);
  return (
    <canvas
      ref={canvas}
      className={styles.image}
      width={width}
      height={height}
      style={{ width: side, height: side }}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
