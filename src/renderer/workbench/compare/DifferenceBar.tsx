import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDifference, useDifferenceBase } from '../../store/document/difference';
import { IconButton } from '../../ui/IconButton';
import styles from './DifferenceBar.module.css';

/** Above the canvas, so that it covers nothing, while networks are compared: what the marks on the cards mean, and what does not exist any more. */
export function DifferenceBar() {
  const { t } = useTranslation('runs');
  const difference = useDifference();
  const name = useDifferenceBase((state) => state.base?.name ?? '');
  if (difference === null) return null;
  const removed = difference.flatMap((scope) => scope.removed);
  const count = (pick: 'added' | 'changed') => difference.reduce((sum, scope) => sum + scope[pick].length, 0);
  const values = { name, added: count('added'), changed: count('changed'), removed: removed.length };
  return (
    <section className={styles.bar} aria-label={t('aspects.network')} data-testid="difference-bar">
      <div className={styles.texts}>
        <p>{t('comparedWith', values)}</p>
        {removed.length === 0 ? null : (
          <p className={styles.removed}>
            {t('removedNodes', { names: removed.map((node) => node.id).join(', ') })}
          </p>
        )}
      </div>
      <IconButton
        size="small"
        icon={<X />}
        label={t('stopComparing')}
        onClick={() => useDifferenceBase.getState().stop()}
      />
    </section>
  );
}
