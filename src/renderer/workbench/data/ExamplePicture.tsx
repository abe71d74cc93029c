import { useTranslation } from 'react-i18next';
import { isStored } from '../../store/view/data-changes';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import type { Browsed } from './browsed';
import styles from './DetailsPane.module.css';
import { exampleName } from './example-name';
import { useStoredImage } from './use-example';

export interface ExamplePictureProps {
  readonly browsed: Browsed;
  readonly example: number;
}

/** One image as it is stored, as large as its place. */
export function ExamplePicture({ browsed, example }: ExamplePictureProps) {
  const { t } = useTranslation('browser');
  const { dataset, index } = browsed;
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
    </span>
  );
}
