import { useTranslation } from 'react-i18next';
import type { InspectedTensor, Prediction } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';
import { formatValue } from '../../ui/figures';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import styles from './Comparison.module.css';

/** The images that a network compares side by side, with what it makes of them. */
export function ComparedImages({ answer }: { readonly answer: Prediction }) {
  const { t } = useTranslation('results');
  const { value, image, others = [] } = answer;
  const isPair = value.kind === 'pair';
  const titles = [
    t('comparedImage'),
    ...(isPair ? [t('comparedPartner')] : [t('comparedPositive'), t('comparedNegative')]),
  ];
  return (
    <div className={styles.comparison} data-testid="compared-images">
      <div className={styles.pictures}>
        {[image, ...others].map((picture, at) => (
          <Picture key={titles[at]} title={titles[at] ?? ''} picture={picture} />
        ))}
      </div>
      <Verdict answer={answer} />
    </div>
  );
}

function Picture({ title, picture }: { readonly title: string; readonly picture: InspectedTensor }) {
  if (picture.shape.length !== 3) return null;
  return (
    <figure className={styles.picture}>
      <span className={styles.square}>
        <PixelImage
          source={imageOf(picture.values, picture.shape)}
          range={SHARES}
          label={title}
          size="fill"
        />
      </span>
      <figcaption>{title}</figcaption>
    </figure>
  );
}

function Verdict({ answer: { value, truth } }: { readonly answer: Prediction }) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const number = (given: number) => formatValue(given, language);
  if (value.kind === 'triplet') {
    const values = { near: number(value.near), far: number(value.far) };
    return (
      <p className={styles.note}>{t(value.near < value.far ? 'nearerToOwn' : 'nearerToOther', values)}</p>
    );
  }
  if (value.kind !== 'pair') return null;
  const isKnown = truth?.kind === 'pair';
  return (
    <p className={styles.note}>
      {t(value.isSame ? 'takenForSame' : 'takenForDifferent', { output: number(value.output ?? Number.NaN) })}{' '}
      {isKnown ? t(truth.isSame ? 'reallySame' : 'reallyDifferent') : null}
    </p>
  );
}
