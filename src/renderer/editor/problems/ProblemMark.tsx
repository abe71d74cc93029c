import { Popover } from '@base-ui/react/popover';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { ProblemCard } from './ProblemCard';
import styles from './ProblemMark.module.css';
import { worstSeverity } from './use-node-problems';

export interface ProblemMarkProps {
  readonly problems: readonly Diagnostic[];
  /** Problems inside a block, which are shown when it is entered. */
  readonly insideCount?: number;
  /** How bad the node and its inside are. */
  readonly severity?: 'error' | 'warning' | null;
  readonly label: string;
}

/** The mark at a node that something is wrong; a click shows what, and offers the repairs. */
export function ProblemMark({ problems, insideCount = 0, label, ...worst }: ProblemMarkProps) {
  const { t } = useTranslation('problems');
  const [isOpen, setOpen] = useState(false);
  const severity = worst.severity ?? worstSeverity(problems);
  if (severity === null) return null;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        // React Flow must not take the press for a drag of the node.
        className={`${styles.mark} nodrag nopan`}
        data-severity={severity}
        aria-label={label}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <Icon aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className={styles.positioner}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup className={styles.popup} aria-label={label}>
            {problems.map((problem) => (
              <ProblemCard
                key={`${problem.code}-${problem.parameter ?? ''}-${problem.port ?? ''}`}
                problem={problem}
                onRepaired={() => setOpen(false)}
              />
            ))}
            {insideCount === 0 ? null : (
              <p className={styles.inside}>{t('inside', { count: insideCount })}</p>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
