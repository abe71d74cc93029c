import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SweepSummary } from '../../../contract/contract';
import { useSweeps } from '../../store/runs/sweeps';
import { Button } from '../../ui/Button';
import { doneCount } from './done-count';
import { NewSweep } from './NewSweep';
import { SweepPane } from './SweepPane';
import styles from './SweepsView.module.css';

/** Many runs at once: over a grid of values or at random. */
export function SweepsView() {
  const { t } = useTranslation('sweeps');
  const sweeps = useSweeps((state) => state.sweeps) ?? [];
  const opened = useSweeps((state) => state.opened);
  const [isNew, setIsNew] = useState(false);
  const shown = sweeps.find((sweep) => sweep.sweepId === opened) ?? sweeps[0];
  const isForm = isNew || shown === undefined;
  return (
    <div className={styles.view}>
      <nav className={styles.list} aria-label={t('list')}>
        <Button
          size="small"
          isWide
          icon={<Plus />}
          aria-pressed={isForm}
          onClick={() => setIsNew(true)}
          data-testid="new-sweep"
        >
          {t('new')}
        </Button>
        <ul className={styles.entries}>
          {sweeps.map((sweep) => (
            <SweepEntry
              key={sweep.sweepId}
              sweep={sweep}
              isShown={!isForm && sweep === shown}
              onOpen={() => {
                setIsNew(false);
                useSweeps.getState().open(sweep.sweepId);
              }}
            />
          ))}
        </ul>
      </nav>
      {isForm ? (
        <NewSweep onStarted={() => setIsNew(false)} />
      ) : (
        <SweepPane key={shown.sweepId} sweep={shown} />
      )}
    </div>
  );
}

interface SweepEntryProps {
  readonly sweep: SweepSummary;
  readonly isShown: boolean;
  readonly onOpen: () => void;
}

function SweepEntry({ sweep, isShown, onOpen }: SweepEntryProps) {
  const { t } = useTranslation('sweeps');
  return (
    <li>
      <button type="button" className={styles.entry} aria-current={isShown} onClick={onOpen}>
        <span className={styles.name}>{sweep.name === '' ? sweep.documentName : sweep.name}</span>
        <span className={styles.muted}>
          {t('progress', { done: doneCount(sweep), count: sweep.trials.length })} ·{' '}
          {t(`phases.${sweep.phase}`)}
        </span>
      </button>
    </li>
  );
}
