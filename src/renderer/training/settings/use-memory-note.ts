import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { currentRun, isTraining, useRuns } from '../../store/runs/runs';
import { formatCount } from '../../ui/figures';
import { afterPause } from '../forecast/after-pause';
import { forecastInThread, type MemoryForecast } from '../forecast/forecast-thread';

const LARGEST_BATCH = 65_536;

/** What to say of the batch size: how much memory it needs, and whether that is there. */
export interface MemoryNote {
  readonly help?: string;
  readonly error?: string;
}

/**
 * Forecast for the batch size in the settings, in words. It knows main memory: once a run has shown that the engine computes on a
 * graphics card, nothing is said.
 */
export function useMemoryNote(): MemoryNote {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const forecast = useForecast();
  // What is free while a run is in progress is what that run leaves over, not what the next one can have.
  const isRunning = useRuns(isTraining);
  if (forecast === null) return {};
  const memory = formatBytes(forecast.bytes, language);
  const batchSize = formatCount(forecast.largestBatch, language);
  if (isRunning || forecast.largestBatch >= LARGEST_BATCH) return { help: t('memoryForecast', { memory }) };
  if (forecast.bytes > forecast.availableBytes) {
    return { error: t(forecast.isInParts ? 'memoryPartsTooLarge' : 'memoryTooLarge', { memory, batchSize }) };
  }
  // The batch itself may be of any size then.
  if (forecast.isInParts) return { help: t('memoryForecast', { memory }) };
  const available = formatBytes(forecast.availableBytes, language);
  return { help: t('memoryFits', { memory, batchSize, available }) };
}

function useForecast(): MemoryForecast | null {
  const analysis = useAnalysis((current) => (current.isTrainable ? current : null));
  const training = useDocument((state) => state.document.training);
  const isOnGraphicsCard = useRuns((state) => currentRun(state)?.compiled?.device.kind === 'gpu');
  const [forecast, setForecast] = useState<MemoryForecast | null>(null);
  useEffect(() => {
    if (analysis === null || isOnGraphicsCard) {
      setForecast(null);
      return;
    }
    return afterPause(async (isCurrent) => {
      const result = await forecastNow({ ...analysis.document, training });
      if (isCurrent()) setForecast(result);
    });
  }, [analysis, training, isOnGraphicsCard]);
  return forecast;
}

async function forecastNow(document: NetloomDocument): Promise<MemoryForecast | null> {
  const info = await request('app:info', undefined);
  return info.ok
    ? forecastInThread('memory', { document, availableBytes: info.value.availableMemoryBytes })
    : null;
}
