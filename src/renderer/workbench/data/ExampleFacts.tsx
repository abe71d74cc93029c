import { useTranslation } from 'react-i18next';
import { type DataPart, EXCLUDED_BY_USER, type ExampleDetails, partOf } from '../../../contract/data-browser';
import { problemTitle } from '../../../contract/data-problems';
import { useLanguage } from '../../messages/useLanguage';
import { useDataBrowser } from '../../store/view/data-browser';
import { labelOf, predictionOf, reasonOf } from '../../store/view/data-filter';
import { Fact, Facts } from '../../ui/Facts';
import { formatAccuracy, formatLoss } from '../../ui/figures';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import type { Browsed } from './browsed';
import styles from './DetailsPane.module.css';
import { exampleName } from './example-name';
import { useExampleDetails, useSmallImages } from './use-example';

export interface ExampleFactsProps {
  readonly browsed: Browsed;
  readonly example: number;
}

/** What is known of one example. */
export function ExampleFacts({ browsed, example }: ExampleFactsProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { dataset, index, predictions, names } = browsed;
  const details = useExampleDetails(dataset.id, example);
  const made = predictionOf(index, predictions, example);
  const reason = reasonOf(index, example);
  return (
    <>
      <Facts layout="compact">
        <Fact label={t('split')}>{splitText(partOf(index.counts, example), details, t)}</Fact>
        <TargetFact browsed={browsed} example={example} details={details} />
        {made === null ? null : (
          <Fact label={t('prediction')} testId="example-prediction">
            {t('predictionIs', {
              name: names[made.predicted] ?? '',
              confidence: formatAccuracy(made.confidence, language),
            })}
          </Fact>
        )}
        {made === null || Number.isNaN(made.loss) ? null : (
          <Fact label={t('loss')}>{formatLoss(made.loss)}</Fact>
        )}
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

interface TargetFactProps extends ExampleFactsProps {
  readonly details: ExampleDetails | null;
}

/** What the example is to be taken for, in the way of its kind. */
function TargetFact({ browsed, example, details }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const { dataset, index, pending, names } = browsed;
  const { target } = dataset;
  if (target.kind === 'none') return null;
  if (target.kind === 'mask') return <Fact label={t('values')}>{t('maskTarget')}</Fact>;
  if (target.kind === 'class') {
    const label = labelOf(index, pending, example);
    const before = index.labels[example] ?? -1;
    const source = details?.originalLabel ?? null;
    if (label < 0) return null;
    return (
      <Fact label={t('label')} testId="example-label">
        {names[label]}
        {label === before ? null : (
          <span className={styles.muted}> {t('labelWas', { name: names[before] ?? '' })}</span>
        )}
        {source === null || source === label ? null : (
          <span className={styles.muted}> {t('labelOfSource', { name: names[source] ?? '' })}</span>
        )}
      </Fact>
    );
  }
  const values = Array.isArray(details?.target) ? details.target : null;
  if (values === null) return null;
  if (target.kind === 'classes') {
    const chosen = values.map((value: number) => names[value] ?? String(value));
    return <Fact label={t('labels')}>{chosen.length === 0 ? t('noLabels') : chosen.join(', ')}</Fact>;
  }
  return (
    <>
      {target.names.map((name, at) => (
        <Fact key={name} label={name}>
          {Number(Number(values[at]).toPrecision(6))}
        </Fact>
      ))}
    </>
  );
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
