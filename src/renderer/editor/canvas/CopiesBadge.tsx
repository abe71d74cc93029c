import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { formatParameter } from '../../store/view/describe-node';
import styles from './NodeBadges.module.css';

/** Whether the copies of a node stand side by side. */
export function isBeside({ repeat, join }: Pick<NodeSpec, 'repeat' | 'join'>): boolean {
  return repeat !== undefined && join !== undefined;
}

interface CopiesBadgeProps {
  readonly spec: NodeSpec;
  /** Null where it cannot be computed. */
  readonly count: number | null;
  readonly fallback: number;
}

/** How many copies there are: in sequence (`×3`), or side by side with the merge that joins them. */
export function CopiesBadge({ spec, count, fallback }: CopiesBadgeProps) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { repeat, join } = spec;
  if (repeat === undefined) return null;
  const shown = count ?? formatParameter(repeat);
  if (join === undefined) {
    const title = `${t('repeated', { count: count ?? fallback })} (${formatParameter(repeat)})`;
    return (
      <span className={styles.repeat} title={title}>
        ×{shown}
      </span>
    );
  }
  const merge = getLayer(join)?.label[language] ?? join;
  return (
    <span
      className={styles.beside}
      title={`${t('beside', { count: count ?? fallback, merge })} (${formatParameter(repeat)})`}
    >
      <Columns3 aria-hidden="true" />
      <span className={styles.merge}>
        {shown} → {merge}
      </span>
    </span>
  );
}
