import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './PanelSection.module.css';

export interface PanelSectionProps {
  readonly title: string;
  /** At the end of the title's line, while the section is open. */
  readonly aside?: ReactNode;
  readonly isFolded: boolean;
  readonly onFold: (isFolded: boolean) => void;
  readonly children: ReactNode;
}

/** A titled part of the training panel, folded by a click on its title. */
export function PanelSection({ title, aside, isFolded, onFold, children }: PanelSectionProps) {
  const id = useId();
  const contentId = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-folded={isFolded ? '' : undefined}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!isFolded}
            aria-controls={contentId}
            onClick={() => onFold(!isFolded)}
          >
            <ChevronRight className={styles.chevron} aria-hidden="true" />
            {title}
          </button>
        </h3>
        {isFolded ? null : aside}
      </div>
      <div id={contentId} className={styles.content} hidden={isFolded}>
        {isFolded ? null : children}
      </div>
    </section>
  );
}
