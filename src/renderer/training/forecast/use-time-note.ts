import { useTranslation } from 'react-i18next';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import { useLanguage } from '../../messages/useLanguage';
import { useTrainOn } from '../../store/runs/train-on';
import { useTimeForecast } from './use-time-forecast';

/** How long an epoch takes, and all of them, in words: for the row where their number is set. Nothing where other machines are chosen. */
export function useTimeNote(): { readonly help?: string } {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const forecast = useTimeForecast();
  const isHere = useTrainOn((state) => state.machine === null && !state.isTogether);
  if (forecast === null || !isHere) return {};
  const { seconds, epochSeconds } = forecast.time;
  const about = (value: number) => formatAbout(value, language);
  return { help: t('timeNote', { duration: about(seconds), each: about(epochSeconds) }) };
}
