import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDifference, useDifferenceBase } from '../../store/document/difference';
import { nodeTitle, titleWithId } from '../../store/view/describe-node';
import { IconButton } from '../../ui/IconButton';
import styles from './DifferenceBar.module.css';

/** Above the canvas, so that it covers nothing, while networks are compared: what the marks on the cards mean, and what does not exist any more. */
export function DifferenceBar() {
  const { t } = useTranslation('runs');
  const difference = useDifference();
  const language = useLanguage();
  const base = useDifferenceBase((state) => state.base);
  if (difference === null || base === null) return null;
  const removed = difference.flatMap((scope) => scope.removed);
  const names = removed.map((node) =>
    titleWithId(nodeTitle(base.document, node, language), node.id, language),
  );
  const count = (pick: 'added' | 'changed') => difference.reduce((sum, scope) => sum + scope[pick].length, 0);
  const values = {
    name: base.title(),
    added: count('added'),
    changed: count('changed'),
    removed: removed.length,
  };
  return (
    <section className={styles.bar} aria-label={t('aspects.network')} data-testid="difference-bar">
      <div className={styles.texts}>
        <p>{t('comparedWith', values)}</p>
        {removed.length === 0 ? null : (
          <p className={styles.removed}>{t('removedNodes', { names: names.join(t('listSeparator')) })}</p>
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
