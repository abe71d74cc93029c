import { Link2, Snowflake } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { useLanguage } from '../../messages/useLanguage';
import type { FrozenState } from '../../store/view/learning-state';
import styles from './NodeBadges.module.css';

export interface LearningBadgeProps {
  readonly spec: NodeSpec;
  readonly frozen: FrozenState;
  /** Whether it could use the weights of another: what has none shares none. */
  readonly hasWeights?: boolean;
}

/** After a card's title: whose weights it uses, that its weights are frozen, or at which factor of the rate they learn. */
export function LearningBadge({ spec, frozen, hasWeights = true }: LearningBadgeProps) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { learningRateFactor: factor = 1, sharesWith } = spec;
  if (sharesWith !== undefined && hasWeights) {
    const text = t('sharesWith', { name: sharesWith });
    return (
      <span className={styles.shared} title={text}>
        <Link2 aria-hidden="true" />
        <span aria-hidden="true">{sharesWith}</span>
        <span className="visually-hidden">{text}</span>
      </span>
    );
  }
  if (frozen !== 'none') {
    return (
      <span className={styles.frozen} title={t(`frozen.${frozen}`)}>
        <Snowflake aria-hidden="true" />
        <span className="visually-hidden">{t(`frozen.${frozen}`)}</span>
      </span>
    );
  }
  if (factor === 1) return null;
  const text = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(factor);
  return (
    <span className={styles.repeat} title={t('rateFactor', { factor: text })}>
      <span aria-hidden="true">η×{text}</span>
      <span className="visually-hidden">{t('rateFactor', { factor: text })}</span>
    </span>
  );
}
