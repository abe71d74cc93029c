import type { ReactNode } from 'react';
import { scrollRegion } from '../../ui/scroll-region';
import styles from './ResultsView.module.css';

export interface ExampleSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One example, beside the list it was chosen from. */
export function ExampleSection({ title, children }: ExampleSectionProps) {
  return (
    <section className={styles.half} {...scrollRegion(title)}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}
