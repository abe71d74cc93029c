import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WindowStep } from '../../../contract/contract';
import { short } from './HealthTable';
import styles from './WindowSteps.module.css';
import type { WindowProgress } from './window-progress';

/** float32 in another order of additions. */
const TOLERANCE = 1e-4;

export interface EquationProps {
  readonly step: WindowStep;
  readonly progress: WindowProgress;
}

/** What is being added; at the end, the whole with bias, beside the number that the network computed. */
export function Equation({ step, progress }: EquationProps) {
  const { t } = useTranslation('inside');
  const { operation, kernel } = step;
  if (!progress.isComplete) {
    const { tap, value, factor, total } = progress;
    const term =
      tap === null
        ? ''
        : kernel === null
          ? short(value)
          : `${signed(value)} · ${signed(factor)} = ${short(value * factor)}`;
    return (
      <p className={styles.equation}>
        <span>{term}</span>
        {tap === null ? null : <ChannelSum step={step} progress={progress} />}
        <strong>
          {t(operation === 'max' ? 'largestSoFar' : 'sumSoFar', {
            value: Number.isFinite(total) ? short(total) : '–',
          })}
        </strong>
      </p>
    );
  }
  const isEqual = Math.abs(step.computed - step.value) <= TOLERANCE * Math.max(1, Math.abs(step.value));
  return (
    <p className={styles.equation} data-testid="window-result">
      <span>{wholeOf(step, progress.total)}</span>
      <strong>{short(step.computed)}</strong>
      <span className={styles.network} data-equal={isEqual ? '' : undefined}>
        {isEqual ? <Check aria-hidden="true" /> : null}
        {t('networkValue', { value: short(step.value) })}
      </span>
    </p>
  );
}

/** Where the sums of channels are mixed: that of the channel at hand, and by what it is multiplied. */
function ChannelSum({ step: { mix }, progress: { channel, channelSum } }: EquationProps) {
  const { t } = useTranslation('inside');
  if (mix === null) return null;
  const values = { channel, sum: short(channelSum), factor: signed(mix[channel] ?? Number.NaN) };
  return <span>{t('channelSum', values)}</span>;
}

function wholeOf({ operation, mix, bias, divisor }: WindowStep, total: number): string {
  if (operation === 'max') return 'max =';
  if (operation === 'mean') return `Σ / n = ${short(total)} / ${divisor ?? 1} =`;
  const sum = mix === null ? 'Σ' : 'Σ wΣ';
  return bias === null ? `${sum} =` : `${sum} + b = ${short(total)} + ${signed(bias)} =`;
}

function signed(value: number): string {
  return value < 0 ? `(${short(value)})` : short(value);
}
