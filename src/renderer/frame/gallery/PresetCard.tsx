import { useTranslation } from 'react-i18next';
import type { PresetSummary } from '../../../contract/contract';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { accuracySource } from '../../../graph-runtime/messages/accuracy-sources';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import { useLanguage } from '../../messages/useLanguage';
import { EstimatedTime } from '../../training/forecast/EstimatedTime';
import { Button } from '../../ui/Button';
import { Fact, Facts } from '../../ui/Facts';
import { formatShort } from '../../ui/format-number';
import styles from './PresetCard.module.css';
import { usePresetFigures } from './preset-figures';
import { Thumbnail } from './Thumbnail';
import { cardId } from './use-chosen-preset';

export interface PresetCardProps {
  readonly preset: PresetSummary;
  /** Estimated time of its training; null while it is not known, and where it cannot be trained. */
  readonly seconds: number | null;
  /** Enter in the search opens this one. */
  readonly isChosen: boolean;
  readonly onOpen: (preset: PresetSummary) => void;
  readonly onInsert: (preset: PresetSummary) => void;
}

/** One network of the gallery: what it looks like, who brought it, what it taught, what it costs. */
export function PresetCard({ preset, seconds, isChosen, onOpen, onInsert }: PresetCardProps) {
  const { t } = useTranslation('gallery');
  const language = useLanguage();
  const { name, about } = preset.document;
  return (
    <article
      id={cardId(preset.id)}
      className={styles.card}
      aria-label={name}
      aria-current={isChosen || undefined}
      data-testid={`preset-${preset.id}`}
    >
      <Thumbnail preset={preset} />
      <div className={styles.text}>
        <h3 className={styles.name}>
          {name}
          {about?.year === undefined ? null : <span className={styles.year}>{about.year}</span>}
        </h3>
        {about?.paper === undefined ? null : (
          <p className={styles.paper} lang="en" title={`${about.authors ?? ''}\n${about.paper}`}>
            {about.paper}
          </p>
        )}
        <p className={styles.idea} title={about?.idea?.[language]}>
          {about?.idea?.[language]}
        </p>
        <PresetFacts preset={preset} seconds={seconds} />
      </div>
      <footer className={styles.actions}>
        <Button
          variant="quiet"
          size="small"
          aria-label={t('insertNamed', { name })}
          onClick={() => onInsert(preset)}
        >
          {t('insert')}
        </Button>
        <Button size="small" aria-label={t('openNamed', { name })} onClick={() => onOpen(preset)}>
          {t('open')}
        </Button>
      </footer>
    </article>
  );
}

function PresetFacts({ preset, seconds }: Pick<PresetCardProps, 'preset' | 'seconds'>) {
  const { t } = useTranslation('gallery');
  const language = useLanguage();
  const figures = usePresetFigures((state) => state.figures.get(preset.id));
  const accuracy = preset.document.about?.expectedAccuracy;
  if (figures === undefined) return <p className={styles.counting}>{t('counting')}</p>;
  const { trainableParameters, multiplyAccumulates } = figures.cost;
  const facts = [
    { label: t('parameters'), value: formatShort(trainableParameters, language) },
    { label: t('multiplyAccumulates'), value: formatShort(multiplyAccumulates, language) },
    { label: t('input'), value: figures.inputShape === null ? '–' : formatShape(figures.inputShape) },
    { label: t('layers'), value: String(figures.layerCount) },
  ];
  return (
    <div className={styles.figures}>
      <Facts layout="tiles">
        {facts.map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {seconds === null ? null : (
          <Fact label={t('trainingTime')} isWide>
            <EstimatedTime seconds={seconds}>
              {t('aboutTime', { duration: formatAbout(seconds, language) })}
            </EstimatedTime>
          </Fact>
        )}
        {accuracy === undefined ? null : (
          <Fact
            label={t('expectedAccuracy')}
            title={t('expectedSource', { source: accuracySource(accuracy.source, language) })}
            isWide
          >
            {new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
              accuracy.value,
            )}
          </Fact>
        )}
      </Facts>
    </div>
  );
}
