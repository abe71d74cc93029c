import type { TFunction } from 'i18next';
import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LONG_SECONDS, type ShorterRun } from '../../../graph-runtime/estimate/shorter-runs';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import type { Language } from '../../../graph-runtime/text/text';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { useLineSpeed } from '../../store/runs/line-speed';
import { useOthers, useTrainOn } from '../../store/runs/train-on';
import { Button } from '../../ui/Button';
import { formatFactor } from '../../ui/figures';
import { Spinner } from '../../ui/Spinner';
import type { TimeForecast } from './forecast-thread';
import styles from './TimeEstimate.module.css';
import { forecastOf } from './use-group-forecast';
import { type Probe, useProbe } from './use-probe';
import { useTimeForecast } from './use-time-forecast';

/** How long the next run will take, and for a long one what would make it shorter. */
export function TimeEstimate() {
  const forecast = useTimeForecast();
  const probe = useProbe(forecast);
  if (forecast === null) return null;
  // A number that was typed a moment ago is not in the estimate yet.
  const { epochs } = forecast.document.training;
  return <TimeLine time={forecast.time} epochs={epochs} probe={probe} />;
}

export interface TimeLineProps {
  readonly time: TimeForecast;
  readonly epochs: number;
  readonly probe: Probe;
}

/** The estimate in words, with what it is founded on. */
export function TimeLine({ time, epochs, probe }: TimeLineProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const machine = useTrainOn((state) => state.machine);
  const group = useGroup(time);
  const { device, foundation, shorter } = time;
  const seconds = time.seconds / (group?.factor ?? 1);
  const duration = formatAbout(seconds, language);
  const isLong = seconds > LONG_SECONDS || group?.isWorthwhile === false;
  const isRough = foundation === 'generic' || foundation === 'machine';
  return (
    <div className={styles.estimate} data-long={isLong} data-testid="time-estimate">
      <p className={styles.line}>
        {probe.isMeasuring ? <Spinner /> : <Timer aria-hidden="true" />}
        <span>
          {group !== null
            ? t(group.factor < 1 ? 'timeTogetherSlower' : 'timeTogether', {
                ...group.words,
                duration,
                count: epochs,
              })
            : machine === null
              ? t(device?.kind === 'gpu' ? 'timeOnGpu' : 'timeOnCpu', { duration, count: epochs })
              : t('timeElsewhere', { duration, count: epochs, name: machine })}{' '}
          {machine === null ? (
            <span className={styles.foundation} aria-live="polite">
              {t(probe.isMeasuring ? 'timeMeasuring' : FOUNDATIONS[foundation])}
            </span>
          ) : null}
        </span>
        {isRough && probe.start !== null ? (
          <Button size="small" onClick={probe.start} data-testid="measure-speed">
            {t('timeMeasure')}
          </Button>
        ) : null}
      </p>
      {isLong && shorter.length > 0 ? <WaysOut shorter={shorter} /> : null}
    </div>
  );
}

const NONE: readonly string[] = [];

/** Where several machines are chosen: what to expect of them. */
function useGroup(time: TimeForecast) {
  const language = useLanguage();
  const others = useOthers();
  const chosenLine = useTrainOn((state) => state.line);
  const line = useLineSpeed(others ?? NONE, chosenLine);
  if (others === null) return null;
  const forecast = forecastOf(time, others.length + 1, line);
  const { factor, machines } = forecast;
  return { ...forecast, words: { machines, factor: formatFactor(factor, language) } };
}

const FOUNDATIONS = {
  generic: 'timeRough',
  machine: 'timeFromOthers',
  probe: 'timeProbed',
  run: 'timeFromRun',
} as const;

/** What would make the run shorter, each an edit that can be undone. */
function WaysOut({ shorter }: { readonly shorter: readonly ShorterRun[] }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  return (
    <p className={styles.ways}>
      {shorter.map(({ way, edits, seconds }) => {
        const duration = formatAbout(seconds, language);
        return (
          <Button
            key={way.type}
            size="small"
            onClick={() =>
              useDocument
                .getState()
                .perform({ key: way.type === 'input' ? 'changeInputSize' : 'changeTraining' }, [...edits])
            }
            data-testid={`shorter-${way.type}`}
          >
            {wordsOf(way, duration, t, language)}
          </Button>
        );
      })}
    </p>
  );
}

function wordsOf(
  way: ShorterRun['way'],
  duration: string,
  t: TFunction<'training'>,
  language: Language,
): string {
  switch (way.type) {
    case 'input':
      return t('shorterInput', { size: way.size.join('\u00a0×\u00a0'), duration });
    case 'data': {
      const share = new Intl.NumberFormat(language, { style: 'percent' }).format(way.share);
      return t('shorterData', { share, duration });
    }
    case 'epochs':
      return t('shorterEpochs', { duration });
  }
}
