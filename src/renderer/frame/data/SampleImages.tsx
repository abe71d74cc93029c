import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataSurvey, SampleImage } from '../../../contract/data-survey';
import styles from './SampleImages.module.css';

/** Some of the images, spread over the classes, with what they are. */
export function SampleImages({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  if (survey.samples.length === 0) return null;
  return (
    <section className={styles.samples}>
      <h3 className={styles.title}>{t('samples')}</h3>
      <ul className={styles.grid}>
        {survey.samples.map((sample) => {
          const name = sample.classIndex === null ? null : survey.classes[sample.classIndex]?.name;
          const label = t('sample', { key: sample.key, width: sample.width, height: sample.height });
          return (
            <li key={sample.key} className={styles.item} title={label}>
              <Thumbnail sample={sample} label={label} />
              {name === null || name === undefined ? null : <span className={styles.name}>{name}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface ThumbnailProps {
  readonly sample: SampleImage;
  readonly label: string;
}

function Thumbnail({ sample: { thumbnail }, label }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { rgba, width, height } = thumbnail;
    const image = new ImageData(new Uint8ClampedArray(rgba), width, height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [thumbnail]);
  return (
    <canvas
      ref={canvas}
      className={styles.image}
      width={thumbnail.width}
      height={thumbnail.height}
      role="img"
      aria-label={label}
    />
  );
}
