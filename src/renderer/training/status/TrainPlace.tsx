import { Hourglass, Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isActivePhase, type RunMachine } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { formatMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { showFailure } from '../../store/bridge/show-reply';
import { useMachines } from '../../store/runs/machines';
import { currentRun, isTraining, useRuns } from '../../store/runs/runs';
import type { RunRecord } from '../../store/runs/runs-record';
import { useSavedRun } from '../../store/runs/saved-runs';
import { useOthers, useTrainOn } from '../../store/runs/train-on';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { formatList } from '../../ui/format-list';
import { Select } from '../../ui/Select';
import styles from './TrainPlace.module.css';

/** Values of the list that are no machines: names never begin with a colon. */
const HERE = ':here';
const OTHERS = ':others';
const TOGETHER = ':together';
const CHOOSE = ':choose';

/** Where a run trains, while it does; else where the next one will: chosen here, and remembered. */
export function TrainPlace() {
  const run = useRuns(currentRun);
  const isActive = useRuns(isTraining);
  const { machine, together } = useSavedRun(run?.runId ?? null) ?? {};
  if (!isActive) return <PlaceChoice />;
  if (run === null || !isActivePhase(run.phase)) return null;
  if (together !== undefined) return <SharedPlace machines={together} />;
  return machine === undefined ? null : <RemotePlace run={run} machine={machine} />;
}

function PlaceChoice() {
  const { t } = useTranslation('machines');
  const machines = useMachines((state) => state.machines);
  const machine = useTrainOn((state) => state.machine);
  const others = useOthers();
  const language = useLanguage();
  const choose = (value: string) => {
    if (value === OTHERS) useView.getState().openDialog('machines');
    else if (value === CHOOSE) useView.getState().openDialog('together');
    else if (value !== TOGETHER) useTrainOn.getState().choose(value === HERE ? null : value);
  };
  return (
    <div className={styles.place} data-testid="train-place">
      <Server aria-hidden="true" />
      <span className={styles.label}>{t('trainOn')}</span>
      <span className={styles.choice}>
        <Select
          value={others === null ? (machine ?? HERE) : TOGETHER}
          aria-label={t('trainOn')}
          options={[
            { value: HERE, label: t('thisMachine') },
            ...machines.map(({ name }) => ({ value: name, label: name })),
            ...(others === null
              ? []
              : [
                  {
                    value: TOGETHER,
                    label: t('together.chosen', { names: formatList(others, language) }),
                  },
                ]),
            ...(machines.length === 0 ? [] : [{ value: CHOOSE, label: t('together.choose') }]),
            { value: OTHERS, label: t('menu') },
          ]}
          onValueChange={choose}
          data-testid="train-on"
        />
      </span>
    </div>
  );
}

function SharedPlace({ machines }: { readonly machines: readonly RunMachine[] }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const names = machines.map(({ name, host }) => (host === name ? name : t('named', { name, host })));
  return (
    <p className={styles.place} data-testid="run-place">
      <Server aria-hidden="true" />
      <span className={styles.label}>{t('together.trains', { names: formatList(names, language) })}</span>
    </p>
  );
}

function RemotePlace({ run, machine }: { readonly run: RunRecord; readonly machine: RunMachine }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { name, host } = machine;
  const { outOfReach, queued } = run;
  return (
    <>
      <p className={styles.place} data-testid="run-place">
        <Server aria-hidden="true" />
        <span className={styles.label}>
          {t('trainsOn', { name: host === name ? name : t('named', { name, host }) })}
        </span>
      </p>
      {queued === undefined || queued === null ? null : (
        <p className={styles.place} data-testid="run-queued">
          <Hourglass aria-hidden="true" />
          <span className={styles.label}>
            {t(queued.reason === '' ? 'queued' : 'queuedBecause', { ...queued })}
          </span>
        </p>
      )}
      {outOfReach === undefined || outOfReach === null ? null : (
        <Banner
          tone="warning"
          title={t('reach.title', { name, time: formatMoment(outOfReach.since, Date.now(), language) })}
          actions={
            <Button size="small" onClick={() => void reachNow(run.runId)} data-testid="reach-now">
              {t('reach.now')}
            </Button>
          }
        >
          <p>{t('reach.text')}</p>
          <p className={styles.label}>{failureText(outOfReach.failure, language)}</p>
        </Banner>
      )}
    </>
  );
}

async function reachNow(runId: string): Promise<void> {
  const reply = await request('run:reach', { runId });
  if (!reply.ok) showFailure(reply.error);
}
