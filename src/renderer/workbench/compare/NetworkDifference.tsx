import { Crosshair } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { networkDifference } from '../../../graph-runtime/difference/network-difference';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useDifferenceBase } from '../../store/document/difference';
import { useDocument } from '../../store/document/document';
import { openNetworkOf } from '../../store/files/run-network';
import { nameOfRun } from '../../store/runs/run-names';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';
import { viewport } from '../../store/view/viewport-api';
import { useWorkbench } from '../../store/view/workbench';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import styles from './CompareView.module.css';
import { DifferenceList, type DifferenceListProps } from './DifferenceList';

/** How one compared run's network differs from another's, in words, and from here on the canvas. */
export function NetworkDifference() {
  const { t } = useTranslation('runs');
  const chosen = useSavedRuns(useShallow(comparedIds));
  const details = useSavedRuns((state) => state.details);
  const [pair, setPair] = useState<readonly [string, string]>(() => [
    chosen[0] ?? '',
    chosen[chosen.length - 1] ?? '',
  ]);
  const [from, to] = pair;
  const before = details.get(from)?.document;
  const after = details.get(to)?.document;
  const options = chosen.map((value) => ({ value, label: nameOfRun(value) }));
  return (
    <div className={styles.network} data-testid="network-difference">
      <div className={styles.pair}>
        <span>{t('from')}</span>
        <span className={styles.choice}>
          <Select
            aria-label={t('from')}
            value={from}
            options={options}
            onValueChange={(runId) => setPair([runId, to])}
          />
        </span>
        <span>{t('to')}</span>
        <span className={styles.choice}>
          <Select
            aria-label={t('to')}
            value={to}
            options={options}
            onValueChange={(runId) => setPair([from, runId])}
          />
        </span>
        {before === undefined || after === undefined ? null : (
          <Button
            size="small"
            icon={<Crosshair />}
            onClick={() => void showOnCanvas(from, before, to, after)}
            data-testid="difference-on-canvas"
          >
            {t('showOnCanvas')}
          </Button>
        )}
      </div>
      {before === undefined || after === undefined ? (
        <p className={styles.muted}>{t('loadingNetworks')}</p>
      ) : (
        <Changes difference={networkDifference(before, after)} before={before} after={after} />
      )}
    </div>
  );
}

function Changes(props: DifferenceListProps) {
  const { t } = useTranslation('runs');
  if (props.difference.length === 0) return <p className={styles.muted}>{t('sameNetwork')}</p>;
  return <DifferenceList {...props} />;
}

/** Opens the second network and marks on its cards what the first does not have. */
async function showOnCanvas(
  fromId: string,
  from: NetloomDocument,
  toId: string,
  to: NetloomDocument,
): Promise<void> {
  const { document, generation } = useDocument.getState();
  // The network that was trained last is usually still open: nothing need take its place.
  if (networkDifference(document, to).length > 0) {
    await openNetworkOf(toId);
    // Unsaved work may have kept its place.
    if (useDocument.getState().generation === generation) return;
  }
  useDifferenceBase.getState().compareWith({ title: () => nameOfRun(fromId), document: from });
  if (useWorkbench.getState().isMaximized) useWorkbench.getState().toggleMaximized();
  viewport()?.fit();
}
