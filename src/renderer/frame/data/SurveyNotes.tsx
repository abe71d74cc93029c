import { useTranslation } from 'react-i18next';
import type { DataSurvey, ImageSize } from '../../../contract/data-survey';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { Banner } from '../../ui/Banner';
import { Fact, Facts } from '../../ui/Facts';
import { formatCount } from '../../ui/figures';

/** What was found, in figures, and what a user should know before training on it. */
export function SurveyNotes({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const number = (count: number) => formatCount(count, language);
  const { files, bytes, exampleCount, sizes, imbalance, duplicates } = survey;
  return (
    <>
      <Facts layout="tiles">
        <Fact label={t('files')}>
          {t('filesOfBytes', { count: files, total: number(files), bytes: formatBytes(bytes, language) })}
        </Fact>
        <Fact label={t('examples')}>{number(exampleCount)}</Fact>
        {sizes === null ? null : <Fact label={t('imageSizes')}>{sizesText(sizes)}</Fact>}
        {survey.numberNames.length === 0 ? null : (
          <Fact label={t('numbersBeside')}>{survey.numberNames.join(', ')}</Fact>
        )}
        {survey.featureNames.length === 0 ? null : (
          <Fact label={t('features')}>{number(survey.featureNames.length)}</Fact>
        )}
      </Facts>
      {exampleCount === 0 ? <Banner tone="danger">{t('nothingFound')}</Banner> : null}
      {exampleCount > 0 && survey.target === 'none' ? <Banner tone="info">{t('noLabels')}</Banner> : null}
      {duplicates.across > 0 ? (
        <Banner tone="warning">
          {t('duplicatesAcross', { count: duplicates.across, total: number(duplicates.across) })}
        </Banner>
      ) : null}
      {imbalance === null ? null : (
        <Banner tone="info">
          {t('imbalance', {
            largest: imbalance.largest.name,
            largestCount: number(imbalance.largest.count),
            smallest: imbalance.smallest.name,
            smallestCount: number(imbalance.smallest.count),
          })}
        </Banner>
      )}
    </>
  );
}

function sizesText({ smallest, largest }: { readonly smallest: ImageSize; readonly largest: ImageSize }) {
  const text = ({ height, width }: ImageSize) => `${height}\u00a0×\u00a0${width}`;
  return text(smallest) === text(largest) ? text(smallest) : `${text(smallest)} – ${text(largest)}`;
}
