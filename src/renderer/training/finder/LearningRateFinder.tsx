import { Radar } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, LearningRatePoint } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { listen, request } from '../../store/bridge/bridge';
import { useDocument } from '../../store/document/document';
import { isTraining, useRuns } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import styles from './LearningRateFinder.module.css';
import { RateChart } from './RateChart';
import { suggestRate } from './suggest-rate';

/** The button beside the learning rate, and the dialog it opens. */
export function LearningRateFinder({ onApply }: { readonly onApply: (rate: number) => void }) {
  const { t } = useTranslation('sweeps');
  const [isOpen, setIsOpen] = useState(false);
  const isRunning = useRuns(isTraining);
  return (
    <>
      <IconButton
        icon={<Radar />}
        label={t('finder.open')}
        tooltipSide="top"
        isDisabled={isRunning}
        onClick={() => setIsOpen(true)}
        data-testid="open-finder"
      />
      {isOpen ? <FinderDialog onClose={() => setIsOpen(false)} onApply={onApply} /> : null}
    </>
  );
}

interface FinderDialogProps {
  readonly onClose: () => void;
  readonly onApply: (rate: number) => void;
}

/** Searches a learning rate for the open network. */
export function FinderDialog({ onClose, onApply }: FinderDialogProps) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const finder = useFinder();
  const { points, phase, failure } = finder;
  const last = points[points.length - 1];
  const suggestion = phase === 'ended' ? suggestRate(points) : null;
  const text = (rate: number) => String(Number(rate.toPrecision(2)));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('finder.title')}
      description={t('finder.text')}
      actions={
        <>
          {phase === 'running' ? (
            <Button onClick={finder.stop}>{t('finder.stop')}</Button>
          ) : (
            <Button
              variant={suggestion === null ? 'primary' : 'secondary'}
              onClick={finder.start}
              data-testid="start-finder"
            >
              {t(phase === 'ended' ? 'finder.again' : 'finder.start')}
            </Button>
          )}
          {suggestion === null ? null : (
            <Button
              variant="primary"
              onClick={() => {
                onApply(suggestion);
                onClose();
              }}
              data-testid="apply-rate"
            >
              {t('finder.apply', { rate: text(suggestion) })}
            </Button>
          )}
        </>
      }
    >
      <RateChart points={points} suggestion={suggestion} />
      <p className={styles.text} aria-live="polite">
        {failure !== null
          ? failureText(failure, language)
          : phase === 'running' && last !== undefined
            ? t('finder.running', { rate: text(last.learningRate) })
            : phase !== 'ended'
              ? ''
              : suggestion === null
                ? t('finder.none')
                : t('finder.suggestion', { rate: text(suggestion) })}
      </p>
    </Dialog>
  );
}

/** One finder's run, from the press on Start to its end; closing the dialog stops it. */
function useFinder() {
  const [points, setPoints] = useState<readonly LearningRatePoint[]>([]);
  const [phase, setPhase] = useState<'idle' | 'running' | 'ended'>('idle');
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => listen('lr-finder:point', (point) => setPoints((before) => [...before, point])), []);
  useEffect(() => () => void request('lr-finder:stop', undefined), []);
  const start = () => {
    setPoints([]);
    setFailure(null);
    setPhase('running');
    void request('lr-finder:start', { document: useDocument.getState().document }).then((reply) => {
      setPhase('ended');
      if (reply.ok) setPoints(reply.value.points);
      else setFailure(reply.error);
    });
  };
  return { points, phase, failure, start, stop: () => void request('lr-finder:stop', undefined) };
}
