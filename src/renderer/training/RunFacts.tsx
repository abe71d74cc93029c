import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeviceInfo } from '../../contract/contract';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Language } from '../../graph-runtime/text/text';
import { TrainingSection } from '../charts/TrainingSection';
import { useLanguage } from '../messages/useLanguage';
import { currentRun, useRuns } from '../store/runs/runs';
import { Fact, Facts } from '../ui/Facts';
import { formatCount, formatDuration } from '../ui/figures';

/** What really runs: the device and engine as the trainer reports them, and the size of what it trains. */
export function RunFacts() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const compiled = useRuns((state) => currentRun(state)?.compiled ?? null);
  if (compiled === null) return null;
  const count = (value: number) => formatCount(value, language);
  return (
    <TrainingSection id="facts" title={t('facts')}>
      <Facts>
        <Fact label={t('deviceLabel')} testId="run-device">
          {deviceText(compiled.device, t, language)}
        </Fact>
        <Fact label={t('engineLabel')} testId="run-engine">
          {compiled.engine}
        </Fact>
        <Fact label={t('parametersLabel')} testId="run-parameters">
          {t('parametersValue', { count: count(compiled.trainableParameters) })}
          {compiled.frozenParameters === undefined
            ? null
            : t('parametersFrozen', { count: count(compiled.frozenParameters) })}
        </Fact>
        <Fact label={t('dataLabel')} testId="run-data">
          {t('dataValue', { train: count(compiled.trainCount), test: count(compiled.testCount) })}
        </Fact>
        <Fact label={t('firstStepLabel')} testId="run-first-step">
          {formatDuration(compiled.secondsToFirstStep, language, true)}
        </Fact>
      </Facts>
    </TrainingSection>
  );
}

function deviceText(device: DeviceInfo, t: TFunction<'training'>, language: Language): string {
  const { name, cores, memoryBytes } = device;
  if (cores !== undefined) return t('cpu', { name, count: cores });
  return memoryBytes === undefined
    ? name
    : t('gpuMemory', { name, memory: formatBytes(memoryBytes, language) });
}
