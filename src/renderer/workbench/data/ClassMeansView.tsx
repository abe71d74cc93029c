import { useTranslation } from 'react-i18next';
import { SPLIT_NAMES } from '../../../contract/data-survey';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useDataBrowser } from '../../store/view/data-browser';
import { NO_FILTER } from '../../store/view/data-filter';
import { formatCount } from '../../ui/figures';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { scrollRegion } from '../../ui/scroll-region';
import { type Browsed, hasOneClass } from './browsed';
import styles from './ClassMeansView.module.css';
import { useReply } from '../../store/bridge/use-reply';

/** The mean image of each class of a split; a click leads to its examples. */
export function ClassMeansView({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { dataset, names, filter } = browsed;
  const part = SPLIT_NAMES.find((name) => name === filter.part) ?? 'train';
  const { value, failure } = useReply('data:means', { id: dataset.id, part });
  const { change, show } = useDataBrowser.getState();
  if (failure !== null) return <p className={styles.text}>{failureText(failure, language)}</p>;
  if (value === null)
    return (
      <p className={styles.text} role="status">
        {t('computingMeans')}
      </p>
    );
  const { pixels, height, width, channels, counts } = value;
  const look = (label: number) => {
    change({ ...NO_FILTER, part, classes: hasOneClass(browsed) ? [label] : [] });
    show('examples');
  };
  return (
    <div className={styles.box} {...scrollRegion(t('views.means'))} data-testid="class-means">
      <p className={styles.text}>{t('meansText')}</p>
      <ul className={styles.grid}>
        {[...counts].map((count, label) => {
          const name = hasOneClass(browsed) ? (names[label] ?? String(label)) : t(`parts.${part}`);
          return (
            <li key={name}>
              <button type="button" className={styles.mean} onClick={() => look(label)}>
                <PixelImage
                  source={imageOf(pixels, [height, width, channels], label)}
                  range={BYTES}
                  label={t('means', { name })}
                  size={6}
                />
                <span className={styles.name} title={name}>
                  {name}
                </span>
                <span className={styles.count}>{formatCount(count, language)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
