import { Dices, Microscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isInitial, useInitialNetwork } from '../../store/runs/initial-network';
import { useInside } from '../../store/runs/inside';
import { useRunElsewhere } from '../../store/runs/run-elsewhere';
import { isTraining, useRuns } from '../../store/runs/runs';
import { useInsideSubject, useIsLive, useSubjectDataset } from '../../store/runs/subject';
import { EmptyState } from '../../ui/EmptyState';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { SubjectSelect } from '../subject/SubjectSelect';
import { HealthTable } from './HealthTable';
import { InitialWeights } from './InitialWeights';
import { InsideNumbers } from './InsideNumbers';
import styles from './InsideView.module.css';
import { LayerTimeTable } from './LayerTimeTable';
import { NodePane } from './NodePane';
import { useSelectedPath } from './use-selected-path';

/** The inside of a run's network: all weights at a glance, and the node selected on the canvas in detail. */
export function InsideView() {
  const { t } = useTranslation('inside');
  const subject = useInsideSubject();
  const path = useSelectedPath();
  const list = useInside((state) => state.list);
  if (subject === null) return <NothingInside />;
  return (
    <div className={styles.view}>
      <div>
        <InsideToolbar runId={subject} />
        <InsideNumbers key={subject} runId={subject} />
      </div>
      <div className={styles.halves}>
        {list === 'health' && isInitial(subject) ? (
          <InitialWeights id={subject} selected={path} />
        ) : list === 'health' ? (
          <HealthTable runId={subject} selected={path} />
        ) : (
          <LayerTimeTable runId={subject} selected={path} />
        )}
        {path === null ? (
          <div className={styles.hint}>
            <EmptyState icon={<Microscope />} title={t('noNode')} text={t('noNodeText')} />
          </div>
        ) : (
          <NodePane key={path} runId={subject} path={path} />
        )}
      </div>
    </div>
  );
}

/** Why there is nothing to be seen: something is about to train, or the network cannot be computed. */
function NothingInside() {
  const { t } = useTranslation('inside');
  const isBusy = useRuns(isTraining);
  const isElsewhere = useRunElsewhere(({ run }) => run !== null);
  const text = isBusy ? 'nothingYet' : isElsewhere ? 'nothingElsewhere' : 'nothingText';
  return <EmptyState icon={<Microscope />} title={t('nothing')} text={t(text)} />;
}

function InsideToolbar({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('inside');
  const { index, isOnCards, isLive, list, change } = useInside();
  const isTraining = useIsLive(runId);
  const count = useSubjectDataset(runId)?.testCount ?? 1;
  return (
    <div className={styles.toolbar}>
      <SubjectSelect subject={runId} hasInitial={useInitialNetwork() !== null} />
      <Segmented
        aria-label={t('view')}
        value={list}
        options={(['health', 'times'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
        onValueChange={(value) => change({ list: value })}
      />
      <span className={styles.sample}>
        <span>{t('image')}</span>
        <span className={styles.number}>
          <NumberField
            aria-label={t('image')}
            value={index}
            minimum={0}
            maximum={count - 1}
            isWhole
            onValueChange={(value) => change({ index: Math.round(value) })}
          />
        </span>
        <IconButton
          size="small"
          icon={<Dices />}
          label={t('anyImage')}
          tooltipSide="top"
          onClick={() => change({ index: Math.floor(Math.random() * count) })}
        />
      </span>
      <Switch isOn={isOnCards} label={t('onCards')} onToggle={(isOn) => change({ isOnCards: isOn })} />
      {isTraining ? (
        <Switch isOn={isLive} label={t('live')} onToggle={(isOn) => change({ isLive: isOn })} />
      ) : null}
    </div>
  );
}
