import { useTranslation } from 'react-i18next';
import { type DataPart, EXCLUDED_BY_USER, type ExampleDetails, partOf } from '../../../contract/data-browser';
import { problemTitle } from '../../../contract/data-problems';
import { useLanguage } from '../../messages/useLanguage';
import { useDataBrowser } from '../../store/view/data-browser';
import { reasonOf } from '../../store/view/data-filter';
import { Fact, Facts } from '../../ui/Facts';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import type { Browsed } from './browsed';
import styles from './DetailsPane.module.css';
import { exampleName } from './example-name';
import { PredictionFacts } from './PredictionFacts';
import { TargetFact } from './TargetFact';
import { useExampleDetails, useSmallImages } from './use-example';

export interface ExampleFactsProps {
  readonly browsed: Browsed;
  readonly example: number;
  /** False: the labels are shown elsewhere. */
  readonly isWithLabels?: boolean;
}

/** What is known of one example. */
export function ExampleFacts({ browsed, example, isWithLabels = true }: ExampleFactsProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { dataset, index } = browsed;
  const details = useExampleDetails(dataset.id, example);
  const reason = reasonOf(index, example);
  return (
    <>
      <Facts layout="compact">
        <Fact label={t('split')}>{splitText(partOf(index.counts, example), details, t)}</Fact>
        {isWithLabels ? <TargetFact browsed={browsed} example={example} details={details} /> : null}
        <PredictionFacts browsed={browsed} example={example} />
        {reason === null ? null : (
          <Fact label={t('reason')}>
            {reason === EXCLUDED_BY_USER ? t('excludedByUser') : problemTitle(reason, language)}
          </Fact>
        )}
        {details === null ? null : (
          <Fact label={t('file')} title={details.original ?? details.key}>
            <span className={styles.file}>{details.key}</span>
          </Fact>
        )}
        {details?.size == null ? null : (
          <Fact label={t('originalSize')}>
            {t('pixels', { height: details.size[0], width: details.size[1] })}
          </Fact>
        )}
        {details === null || details.notes.length === 0 ? null : (
          <Fact label={t('notes')}>
            {details.notes.map(({ reason: note }) => problemTitle(note, language)).join(', ')}
          </Fact>
        )}
      </Facts>
      {details === null ? null : (
        <>
          <Others browsed={browsed} title={t('duplicates')} examples={details.duplicates} />
          <Others browsed={browsed} title={t('nearDuplicates')} examples={details.nearDuplicates} />
        </>
      )}
    </>
  );
}

type Translate = ReturnType<typeof useTranslation<'browser'>>['t'];

function splitText(part: DataPart, details: ExampleDetails | null, t: Translate): string {
  if (part !== 'excluded' || details?.from == null) return t(`parts.${part}`);
  return t('excludedFrom', { split: t(`parts.${details.from}`) });
}

/** Small images to look at beside it: a click leads to them. */
const SHOWN = 12;

interface OthersProps {
  readonly browsed: Browsed;
  readonly title: string;
  readonly examples: readonly number[];
}

function Others({ browsed, title, examples }: OthersProps) {
  const shown = examples.slice(0, SHOWN);
  const images = useSmallImages(browsed.dataset.id, browsed.isTable ? [] : shown, 64);
  if (shown.length === 0) return null;
  return (
    <div className={styles.others}>
      <h3 className={styles.subheading}>{title}</h3>
      <ul className={styles.strip}>
        {shown.map((example, at) => (
          <li key={example}>
            <button
              type="button"
              className={styles.other}
              title={exampleName(browsed, example)}
              aria-label={exampleName(browsed, example)}
              onClick={() => useDataBrowser.getState().select(example, new Set([example]))}
            >
              {images === null ? (
                <span>{browsed.isTable ? example : ''}</span>
              ) : (
                <PixelImage
                  source={imageOf(images.pixels, [images.height, images.width, images.channels], at)}
                  range={BYTES}
                  label=""
                  size={3}
                />
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
