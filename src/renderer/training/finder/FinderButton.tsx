import { Radar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { isTraining, useRuns } from '../../store/runs/runs';
import { IconButton } from '../../ui/IconButton';
import { Spinner } from '../../ui/Spinner';
import { useRateFinder } from './rate-finder';

/** Beside the learning rate: opens the search for one, and shows that it is in progress. */
export function FinderButton() {
  const { t } = useTranslation('sweeps');
  const isRunning = useRuns(isTraining);
  const isSearching = useRateFinder(({ phase }) => phase === 'running');
  return (
    <IconButton
      icon={isSearching ? <Spinner /> : <Radar />}
      label={t(isSearching ? 'finder.searching' : 'finder.open')}
      tooltipSide="top"
      isDisabled={isRunning}
      onClick={() => useRateFinder.getState().open(useDocument.getState().document)}
      data-testid="open-finder"
    />
  );
}
