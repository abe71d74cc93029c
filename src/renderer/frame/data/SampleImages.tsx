import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataSurvey, SampleImage, SampleLabelImage } from '../../../contract/data-survey';
import { paintMask } from '../../ui/images/class-colors';
import styles from './SampleImages.module.css';

/** Some of the images, spread over the classes, with what they are; masks and second images beside them. */
export function SampleImages({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  if (survey.samples.length === 0) return null;
  const most = Math.max(...survey.samples.map(({ labels }) => labels.length));
  return (
    <section className={styles.samples}>
      <h3 className={styles.title}>{t('samples')}</h3>
      <ul className={styles.grid} data-pictures={Math.min(MOST_WIDE, 1 + most)}>
        {survey.samples.map((sample) => {
          const name = sample.classIndex === null ? null : survey.classes[sample.classIndex]?.name;
          const label = t('sample', { key: sample.key, width: sample.width, height: sample.height });
          return (
            <li key={sample.key} className={styles.item} title={label}>
              <span className={styles.pictures}>
                <Thumbnail sample={sample} label={label} />
                {sample.labels.map((image) => (
                  <LabelImage
                    key={sample.labels.indexOf(image)}
                    image={image}
                    label={t(image.channels === null ? 'sampleMask' : 'sampleSecond', { key: sample.key })}
                  />
                ))}
              </span>
              {name === null || name === undefined ? null : <span className={styles.name}>{name}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** More pictures of an example than these become narrower. */
const MOST_WIDE = 4;

interface ThumbnailProps {
  readonly sample: SampleImage;
  readonly label: string;
}

function Thumbnail({ sample: { thumbnail }, label }: ThumbnailProps) {
  const { width, height, rgba } = thumbnail;
  return <Picture {...{ width, height, label }} paint={(pixels) => pixels.set(rgba)} isOf={thumbnail} />;
}

interface LabelImageProps {
  readonly image: SampleLabelImage;
  readonly label: string;
}

/** A mask in the colors of its classes, or a second image. */
function LabelImage({ image, label }: LabelImageProps) {
  const { width, height, channels, values, ignore } = image;
  const paint = (pixels: Uint8ClampedArray) => {
    if (channels === null) paintMask(values, ignore, pixels, 1);
    else paintPixels(values, channels, pixels);
  };
  return <Picture {...{ width, height, label, paint }} isOf={image} />;
}

function paintPixels(values: Uint8Array, channels: 1 | 3, pixels: Uint8ClampedArray): void {
  for (let at = 0; 4 * at < pixels.length; at += 1) {
    const [red = 0, green = red, blue = red] = values.subarray(at * channels, (at + 1) * channels);
    pixels.set([red, green, blue, 255], 4 * at);
  }
}

interface PictureProps {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Fills RGBA bytes. */
  readonly paint: (pixels: Uint8ClampedArray) => void;
  /** What is painted: painted again where this is another one. */
  readonly isOf: object;
}

function Picture({ width, height, label, paint, isOf }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useRef<object | null>(null);
  useEffect(() => {
    if (painted.current === isOf) return;
    painted.current = isOf;
    const image = new ImageData(width, height);
    paint(image.data);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  });
  return (
    <canvas
      ref={canvas}
      className={styles.image}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}
