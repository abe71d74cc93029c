import { ChevronDown, FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { ProblemCard } from '../../editor/problems/ProblemCard';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport } from '../../store/files/data-import';
import { fixText } from '../../store/view/problem-text';
import { goToProblem, repair } from '../../store/view/problems';
import { Button } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import styles from './RunHeader.module.css';

/** The data set of a sound network is not on this machine: which one, the way to find it, and others to train on instead. */
export function MissingDataset({ problem }: { readonly problem: Diagnostic }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const wanted = { id: String(problem.values.id), name: String(problem.values.name) };
  const { find } = useDataImport.getState();
  const places: MenuEntry[] = (['folder', 'file'] as const).map((kind) => ({
    kind: 'item',
    id: kind,
    label: t(`findIn.${kind}`),
    onSelect: () => void find(kind, wanted),
  }));
  const others: MenuEntry[] = problem.fixes.map((fix) => ({
    kind: 'item',
    id: JSON.stringify(fix.values),
    label: fixText(fix, language),
    onSelect: () => repair(fix),
  }));
  // One alternative is a repair like any other; several are a choice.
  const isChoice = others.length > 1;
  const shown = isChoice ? { ...problem, fixes: [] } : problem;
  return (
    <div className={styles.problem} data-testid="training-blocked">
      <ProblemCard problem={shown} onGo={(path) => goToProblem(problem, path)} />
      <div className={styles.offers}>
        <Menu
          trigger={
            <Button size="small" icon={<FolderSearch />} data-testid="find-dataset">
              {t('findDataset')}
            </Button>
          }
          entries={places}
        />
        {isChoice ? (
          <Menu
            trigger={
              <Button size="small" variant="quiet" icon={<ChevronDown />} data-testid="other-dataset">
                {t('chooseOtherDataset')}
              </Button>
            }
            entries={others}
          />
        ) : null}
      </div>
    </div>
  );
}
