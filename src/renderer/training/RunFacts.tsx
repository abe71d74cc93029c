import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeviceInfo } from '../../contract/contract';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Language } from '../../graph-runtime/text/text';
import { useLanguage } from '../messages/useLanguage';
import { currentRun, useRuns } from '../store/runs/runs';
import { formatCount, formatDuration } from '../ui/figures';
import { PanelSection } from '../ui/PanelSection';
import styles from './RunFacts.module.css';

/** What really runs: the device and engine as the trainer reports them, and the size of what it trains. */
export function RunFacts() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const compiled = useRuns((state) => currentRun(state)?.compiled ?? null);
  if (compiled === null) return null;
  const count = (value: number) => formatCount(value, language);
  return (
    <PanelSection title={t('facts')}>
      <dl className={styles.facts}>
        <Fact label={t('deviceLabel')} value={deviceText(compiled.device, t, language)} testId="run-device" />
        <Fact label={t('engineLabel')} value={compiled.engine} testId="run-engine" />
        <Fact
          label={t('parametersLabel')}
          value={t('parametersValue', { count: count(compiled.trainableParameters) })}
          testId="run-parameters"
        />
        <Fact
          label={t('dataLabel')}
          value={t('dataValue', { train: count(compiled.trainCount), test: count(compiled.testCount) })}
          testId="run-data"
        />
        <Fact
          label={t('firstStepLabel')}
          value={formatDuration(compiled.secondsToFirstStep, language, true)}
          testId="run-first-step"
        />
      </dl>
    </PanelSection>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
}

function Fact({ label, value, testId }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  );
}

function deviceText(device: DeviceInfo, t: TFunction<'training'>, language: Language): string {
  const { name, cores, memoryBytes } = device;
  if (cores !== undefined) return t('cpu', { name, count: cores });
  return memoryBytes === undefined
    ? name
    : t('gpuMemory', { name, memory: formatBytes(memoryBytes, language) });
}
