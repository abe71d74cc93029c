import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { shareWeights } from '../../store/edits/freeze';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { sharableWith } from '../../store/view/learning-state';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import styles from './Inspector.module.css';

/** Stands for a node's own weights among the names of others, which begin with a letter. */
const OWN = '=';

export interface SharingSectionProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}

/** Whose weights a node uses: its own, or those of a node like it. Where there is no other and none is named, nothing is said. */
export const SharingSection = memo(function SharingSection({ node, scope, location }: SharingSectionProps) {
  const { t } = useTranslation('inspector');
  const known = useAnalysis((analysis) => sharableWith(analysis, location, node).join(' '));
  const { sharesWith } = node;
  const others = known === '' ? [] : known.split(' ');
  if (others.length === 0 && sharesWith === undefined) return null;
  const names = sharesWith === undefined || others.includes(sharesWith) ? others : [...others, sharesWith];
  return (
    <div className={styles.section} data-testid="sharing">
      <Field label={t('sharing.label')}>
        <Select
          aria-label={t('sharing.label')}
          value={sharesWith ?? OWN}
          options={[
            { value: OWN, label: t('sharing.own') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          onValueChange={(value) =>
            performEdit(
              shareWeights({ ...currentEditContext(), scope }, node.id, value === OWN ? null : value),
            )
          }
        />
      </Field>
      {sharesWith === undefined ? null : (
        <p className={styles.summary}>{t('sharing.help', { name: sharesWith })}</p>
      )}
    </div>
  );
});
