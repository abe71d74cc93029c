import { FileText, GitCompareArrows, Group, ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RUN_SCOPES, useRunList } from '../../store/runs/run-list';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { exportReport } from '../report/export-report';
import styles from './RunsView.module.css';
import type { RunField } from './run-fields';

export interface RunsToolbarProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly fields: readonly RunField[];
  readonly groupBy: RunField | null;
  /** Runs that the filters leave. */
  readonly count: number;
  readonly onCompare: () => void;
}

/** What is shown of the runs, and what is done with those that are ticked. */
export function RunsToolbar({ text, onText, fields, groupBy, count, onCompare }: RunsToolbarProps) {
  const { t } = useTranslation('runs');
  const only = useRunList((state) => state.only);
  const { change } = useRunList.getState();
  return (
    <div className={styles.toolbar}>
      <span className={styles.search}>
        <TextField
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={text}
          onValueChange={onText}
        />
      </span>
      <Segmented
        aria-label={t('only')}
        value={only}
        options={RUN_SCOPES.map((value) => ({ value, label: t(`onlyOptions.${value}`) }))}
        onValueChange={(value) => change({ only: value })}
      />
      <Menu
        trigger={
          <Button size="small" icon={<ListFilter />} data-testid="add-condition">
            {t('addCondition')}
          </Button>
        }
        entries={fields.map((field) => ({
          kind: 'item',
          id: field.key,
          label: field.label,
          onSelect: () => addCondition(field),
        }))}
      />
      <GroupMenu fields={fields} groupBy={groupBy} />
      <span className={styles.count}>{t('count', { count })}</span>
      <span className={styles.spacer} />
      <ChosenActions onCompare={onCompare} />
    </div>
  );
}

function addCondition({ key, isNumber }: RunField): void {
  const { conditions, change } = useRunList.getState();
  change({
    conditions: [...conditions, { field: key, operator: isNumber ? 'atLeast' : 'is', value: null }],
  });
}

/** Of the choice that makes no groups. No field has this key. */
const NO_GROUPS = '';

function GroupMenu({ fields, groupBy }: Pick<RunsToolbarProps, 'fields' | 'groupBy'>) {
  const { t } = useTranslation('runs');
  return (
    <Menu
      trigger={
        <Button size="small" icon={<Group />} data-testid="group-runs">
          {groupBy === null ? t('groupBy') : t('groupedBy', { name: groupBy.label })}
        </Button>
      }
      entries={[
        {
          kind: 'choice',
          id: 'group-by',
          isOnly: true,
          heading: t('groupBy'),
          value: groupBy?.key ?? NO_GROUPS,
          options: [
            { value: NO_GROUPS, label: t('noGroups') },
            ...fields.map(({ key, label }) => ({ value: key, label })),
          ],
          onSelect: (key) => useRunList.getState().change({ groupBy: key === NO_GROUPS ? null : key }),
        },
      ]}
    />
  );
}

function ChosenActions({ onCompare }: Pick<RunsToolbarProps, 'onCompare'>) {
  const { t } = useTranslation('runs');
  const chosen = useSavedRuns((state) => state.chosen);
  return (
    <div className={styles.actions}>
      {chosen.length === 0 ? null : (
        <Button size="small" variant="quiet" onClick={() => useSavedRuns.getState().chooseOnly([])}>
          {t('chooseNone')}
        </Button>
      )}
      <Button
        size="small"
        icon={<FileText />}
        isDisabled={chosen.length === 0}
        onClick={() => void exportReport()}
        data-testid="export-report"
        title={t('report.help')}
      >
        {t('report.export')}
      </Button>
      <Button
        size="small"
        variant={chosen.length > 1 ? 'primary' : 'secondary'}
        icon={<GitCompareArrows />}
        isDisabled={chosen.length < 2}
        onClick={onCompare}
        data-testid="compare-runs"
        title={t('compareHelp')}
      >
        {t('compare', { count: chosen.length })}
      </Button>
    </div>
  );
}
