import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatPercentage } from '../../ui/figures';
import styles from './ResultsView.module.css';

export interface ThresholdSliderProps {
  /** From 0 to 1. */
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

/** The probability from which on a class is said to be there. */
export function ThresholdSlider({ threshold, onChange }: ThresholdSliderProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const id = useId();
  const text = formatPercentage(threshold, language);
  return (
    <div className={styles.slider} title={t('thresholdHelp')}>
      <label htmlFor={id}>{t('threshold')}</label>
      <input
        id={id}
        type="range"
        min={0.01}
        max={0.99}
        step={0.01}
        value={threshold}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id}>{text}</output>
    </div>
  );
}
