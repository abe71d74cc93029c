import { ChevronDown, FolderSearch, Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { missingDataset } from '../../../graph-runtime/training-checks/missing-dataset';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { useDataImport } from '../../store/files/data-import';
import { fixText } from '../../store/view/problem-text';
import { repair } from '../../store/view/problems';
import { Button } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import styles from './ProblemCard.module.css';

export interface DatasetOffersProps {
  /** That the data set of its values `id` and `name` is missing. */
  readonly problem: Diagnostic;
  readonly onRepaired?: (() => void) | undefined;
}

/** What can be done about a data set that is not on this machine: find it, or train on another one. */
export function DatasetOffers({ problem, onRepaired }: DatasetOffersProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const datasets = useDatasets();
  // They depend on the whole network, and are made only where they are shown.
  const fixes = useMemo(() => missingDataset(document, datasets)?.fixes ?? [], [document, datasets]);
  const wanted = { id: String(problem.values.id), name: String(problem.values.name) };
  const places: MenuEntry[] = (['folder', 'file'] as const).map((kind) => ({
    kind: 'item',
    id: kind,
    label: t(`findIn.${kind}`),
    onSelect: () => {
      onRepaired?.();
      void useDataImport.getState().find(kind, wanted);
    },
  }));
  const others = fixes.map((fix) => ({
    id: JSON.stringify(fix.values),
    label: fixText(fix, language),
    onSelect: () => {
      repair(fix);
      onRepaired?.();
    },
  }));
  // One alternative is a repair like any other; several are a choice.
  const [only] = others.length === 1 ? others : [];
  return (
    <div className={styles.fixes}>
      <Menu
        trigger={
          <Button size="small" icon={<FolderSearch />} data-testid="find-dataset">
            {t('findDataset')}
          </Button>
        }
        entries={places}
      />
      {only === undefined ? null : (
        <Button size="small" icon={<Wrench />} onClick={only.onSelect}>
          {only.label}
        </Button>
      )}
      {others.length < 2 ? null : (
        <Menu
          trigger={
            <Button size="small" variant="quiet" icon={<ChevronDown />} data-testid="other-dataset">
              {t('chooseOtherDataset')}
            </Button>
          }
          entries={others.map((other) => ({ kind: 'item', ...other }))}
        />
      )}
    </div>
  );
}
