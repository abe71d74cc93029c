import { useTranslation } from 'react-i18next';
import { ignoredClass } from '../../../graph-runtime/datasets/target-description';
import { useDataBrowser } from '../../store/view/data-browser';
import { isStored } from '../../store/view/data-changes';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { MaskLayer } from '../results/MaskImage';
import { type Browsed, shownMask } from './browsed';
import styles from './DetailsPane.module.css';
import { exampleName } from './example-name';
import { useStoredImage, useStoredMask } from './use-example';

export interface ExamplePictureProps {
  readonly browsed: Browsed;
  readonly example: number;
}

/** One image as it is stored, as large as its place. */
export function ExamplePicture({ browsed, example }: ExamplePictureProps) {
  const { t } = useTranslation('browser');
  const { dataset, index } = browsed;
  const isMaskShown = useDataBrowser((state) => state.isMaskShown);
  const opacity = useDataBrowser((state) => state.maskOpacity);
  const shown = shownMask(browsed);
  const mask = useStoredMask(shown, example);
  const stored = useStoredImage(dataset.id, isStored(index, example) ? example : null);
  return (
    <span className={styles.image}>
      {stored === null ? null : (
        <PixelImage
          source={imageOf(stored.pixels, [stored.height, stored.width, stored.channels])}
          range={BYTES}
          label={t('imageOf', { name: exampleName(browsed, example) })}
          size="fill"
        />
      )}
      {mask === null || stored === null || !isMaskShown ? null : (
        <MaskLayer
          mask={mask}
          ignore={(shown && ignoredClass(shown.target)) ?? undefined}
          opacity={opacity}
        />
      )}
    </span>
  );
}
