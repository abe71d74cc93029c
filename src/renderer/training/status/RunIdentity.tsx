import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { visibleText } from '../../../graph-runtime/text/visible-text';
import { RunMark } from '../../charts/RunMark';
import { formatMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { showChangesSince } from '../../store/files/run-network';
import { type NetworkRelation, useNetworkRelation } from '../../store/runs/run-network';
import type { RunRecord } from '../../store/runs/runs-record';
import { useSavedRun } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import { formatList } from '../../ui/format-list';
import { OpenTrained } from './OpenTrained';
import styles from './RunHeader.module.css';

type Run = Pick<RunRecord, 'runId' | 'document' | 'documentName'>;

/** What a run is called: as its user named it, else as its network. */
export function useTrainedName({ runId, documentName }: Run): string {
  const name = useSavedRun(runId)?.name ?? null;
  return visibleText(name ?? documentName);
}

/** Which network a run is of, and how the canvas has changed since: nobody should have to guess whose figures these are. */
export function RunIdentity({ run }: { readonly run: Run }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const name = useTrainedName(run);
  const saved = useSavedRun(run.runId);
  const startedAt = saved?.startedAt ?? null;
  const place = usePlaceWords(saved);
  const relation = useNetworkRelation(run);
  if (name === '') return null;
  const time = startedAt === null ? '' : formatMoment(startedAt, Date.now(), language);
  return (
    <div className={styles.identity} data-testid="run-identity" data-relation={relation.kind}>
      <p className={styles.of}>
        <RunMark runId={run.runId} />
        <span>
          {time === '' ? name : t('runOf', { name, time })}
          {place === null ? null : ` · ${place}`}
        </span>
      </p>
      <Since run={run} relation={relation} />
    </div>
  );
}

/** On which other machines a run trains; null: on none. */
function usePlaceWords(saved: RunSummary | null): string | null {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { machine, together } = saved ?? {};
  if (together !== undefined) {
    const names = together.map(({ name }) => name);
    return t('together.with', { names: formatList(names, language) });
  }
  return machine === undefined ? null : t('onMachine', { name: machine.name });
}

/** The canvas is not what the run trains, in words, and the ways to see both. */
function Since({ run, relation }: { readonly run: Run; readonly relation: NetworkRelation }) {
  const { t } = useTranslation('training');
  const open = useDocument((state) => visibleText(state.document.name));
  if (relation.kind === 'same' || relation.kind === 'unknown') return null;
  return (
    <div className={styles.since}>
      <p className={styles.text}>
        {relation.kind === 'changed' ? changedText(t, relation.layers) : t('otherNetwork', { open })}
      </p>
      <div className={styles.offers}>
        {relation.kind === 'changed' ? (
          <Button size="small" onClick={() => void showChangesSince(run.runId)} data-testid="show-changes">
            {t('showChanges')}
          </Button>
        ) : null}
        <OpenTrained runId={run.runId} label={t('openTrained')} />
      </div>
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'training'>>['t'];

export function changedText(t: Translate, layers: number): string {
  return layers === 0 ? t('wiresChangedSince') : t('changedSince', { count: layers });
}
