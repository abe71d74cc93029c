import { RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partOf, partStarts } from '../../../contract/data-browser';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { IconButton } from '../../ui/IconButton';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import type { Browsed } from './browsed';
import styles from './DetailsPane.module.css';
import { useReply } from '../../store/bridge/use-reply';

/** Draws of one image that are shown at a time. */
const DRAWS = 8;

/** What augmentation makes of an image, as a run of the open network would see it: the same code as in training. */
export function AugmentedDraws({
  browsed,
  example,
}: {
  readonly browsed: Browsed;
  readonly example: number;
}) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { dataset, index } = browsed;
  const [step, setStep] = useState(0);
  const document = useDocument((state) => state.document);
  const hasAny = (document.training.augmentation ?? []).length > 0;
  // Only training examples are augmented.
  const isTrained = partOf(index.counts, example) === 'train';
  const payload = useMemo(() => {
    if (!hasAny || !isTrained) return null;
    const place = example - partStarts(index.counts).train;
    const { id, name } = dataset;
    return {
      document: { ...document, dataset: { id, name } },
      // Each place of a batch is drawn for itself.
      indices: new Array<number>(DRAWS).fill(place),
      step,
    };
  }, [document, dataset, example, hasAny, index, isTrained, step]);
  const { value, failure } = useReply('augmentation:preview', payload);
  const [, height = 1, width = 1, channels = 1] = value?.shape ?? [];
  if (!isTrained) return null;
  return (
    <section className={styles.others} data-testid="augmented-draws">
      <div className={styles.between}>
        <h3 className={styles.subheading}>{t('augmentation')}</h3>
        {hasAny ? (
          <IconButton
            size="small"
            icon={<RefreshCw />}
            label={t('otherDraws')}
            tooltipSide="top"
            onClick={() => setStep((before) => before + 1)}
          />
        ) : null}
      </div>
      <p className={styles.muted}>{t(hasAny ? 'augmentationHelp' : 'noAugmentation')}</p>
      {failure === null ? null : <p className={styles.muted}>{failureText(failure, language)}</p>}
      {value === null ? null : (
        <ul className={styles.strip}>
          {Array.from({ length: DRAWS }, (_, at) => at).map((at) => (
            <li key={at}>
              <PixelImage
                source={imageOf(value.values, [height, width, channels], at)}
                range={SHARES}
                label={t('draw', { number: at + 1 })}
                size={4}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
