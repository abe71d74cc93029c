import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { forecastTrainingMemory, largestBatchThatFits } from '../../../graph-runtime/infer/memory-forecast';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/analysis';
import { request } from '../../store/bridge';
import { useDocument } from '../../store/document';
import { currentRun, isTraining, useRuns } from '../../store/runs';
import { formatBytes, formatCount } from '../figures';

/** A forecast compiles the network, so it waits until the user pauses. */
const PAUSE_MILLISECONDS = 400;
const LARGEST_BATCH = 65_536;

interface Forecast {
  readonly bytes: number;
  readonly availableBytes: number;
  readonly largestBatch: number;
}

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
  // What is free while a run goes on is what that run leaves over, not what the next one can have.
  const isRunning = useRuns(isTraining);
  if (forecast === null) return {};
  const memory = formatBytes(forecast.bytes, language);
  const batchSize = formatCount(forecast.largestBatch, language);
  if (isRunning || forecast.largestBatch >= LARGEST_BATCH) return { help: t('memoryForecast', { memory }) };
  if (forecast.bytes > forecast.availableBytes) return { error: t('memoryTooLarge', { memory, batchSize }) };
  const available = formatBytes(forecast.availableBytes, language);
  return { help: t('memoryFits', { memory, batchSize, available }) };
}

function useForecast(): Forecast | null {
  const analysis = useAnalysis((current) => (current.isTrainable ? current : null));
  const training = useDocument((state) => state.document.training);
  const isOnGraphicsCard = useRuns((state) => currentRun(state)?.compiled?.device.kind === 'gpu');
  const [forecast, setForecast] = useState<Forecast | null>(null);
  // Only one micro-batch at a time is in memory.
  const batchSize = training.microBatchSize ?? training.batchSize;
  const { optimizer } = training;
  useEffect(() => {
    if (analysis === null || isOnGraphicsCard) {
      setForecast(null);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void forecastNow(analysis, { batchSize, optimizer }).then((result) => {
        if (isCurrent) setForecast(result);
      });
    }, PAUSE_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [analysis, batchSize, optimizer, isOnGraphicsCard]);
  return forecast;
}

async function forecastNow(
  analysis: NetworkAnalysis,
  settings: Parameters<typeof forecastTrainingMemory>[1],
): Promise<Forecast | null> {
  const info = await request('app:info', undefined);
  if (!info.ok) return null;
  const { availableMemoryBytes: availableBytes } = info.value;
  return {
    bytes: forecastTrainingMemory(analysis, settings).bytes,
    availableBytes,
    largestBatch: largestBatchThatFits(analysis, availableBytes, settings),
  };
}
