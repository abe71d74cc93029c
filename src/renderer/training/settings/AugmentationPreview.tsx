import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, InspectedTensor } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { useDocument } from '../../store/document/document';
import { IconButton } from '../../ui/IconButton';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { afterPause } from '../forecast/after-pause';
import styles from './AugmentationPreview.module.css';

/** Two rows of different images. */
const INDICES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Training images as the network will see them, changed again at every press of the button. */
export function AugmentationPreview({ settings }: { readonly settings: TrainingSettings }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const [step, setStep] = useState(0);
  const { images, failure } = useAugmented(settings, step);
  const [, height = 1, width = 1, channels = 1] = images?.shape ?? [];
  return (
    <figure className={styles.preview} data-testid="augmentation-preview">
      <figcaption className={styles.caption}>
        <span>{t('augmentationPreview')}</span>
        <IconButton
          size="small"
          icon={<RefreshCw />}
          label={t('augmentAgain')}
          tooltipSide="top"
          onClick={() => setStep((before) => before + 1)}
        />
      </figcaption>
      {failure === null ? null : <p className={styles.caption}>{failureText(failure, language)}</p>}
      {images === null ? null : (
        <div className={styles.images} role="img" aria-label={t('augmentationPreview')}>
          {INDICES.map((index) => (
            <PixelImage
              key={index}
              source={imageOf(images.values, [height, width, channels], index)}
              range={SHARES}
              label=""
              size={2.75}
            />
          ))}
        </div>
      )}
    </figure>
  );
}

/** Asks main for the images whenever what decides over them changes. */
function useAugmented(settings: TrainingSettings, step: number) {
  const [images, setImages] = useState<InspectedTensor | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { augmentation, imageFit, seed } = settings;
  useEffect(() => {
    return afterPause(async (isCurrent) => {
      const { document } = useDocument.getState();
      const training = { ...document.training, augmentation, imageFit, seed };
      const question = { document: { ...document, training }, indices: INDICES, step };
      const reply = await request('augmentation:preview', question);
      if (!isCurrent()) return;
      setFailure(reply.ok ? null : reply.error);
      if (reply.ok) setImages(reply.value);
    });
  }, [augmentation, imageFit, seed, step]);
  return { images, failure };
}
