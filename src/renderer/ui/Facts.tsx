import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export interface FactsProps {
  /**
   * `columns`: labels and values in their own columns; `ends`: values at the end of the line; `compact`: as narrow as the labels
   * allow; `tiles`: two a row, the label above its value; `flow`: each value behind its label, or below it where
   * there is no room.
   */
  readonly layout?: 'columns' | 'ends' | 'compact' | 'tiles' | 'flow';
  /** `Fact`s. */
  readonly children: ReactNode;
}

/** What is known about something: labels with their values. */
export function Facts({ layout = 'columns', children }: FactsProps) {
  return (
    <dl className={styles.facts} data-layout={layout}>
      {children}
    </dl>
  );
}

export interface FactProps {
  readonly label: string;
  /** The value. Without one there is nothing to say. */
  readonly children: ReactNode;
  /** More about it, on hovering. */
  readonly title?: string | undefined;
  /** Takes the whole row among tiles. */
  readonly isWide?: boolean;
  /** Of the value. */
  readonly testId?: string;
}

/** One label with its value, inside of `Facts`. */
export function Fact({ label, children, title, isWide = false, testId }: FactProps) {
  if (children === undefined || children === null) return null;
  return (
    <div className={isWide ? `${styles.fact} ${styles.wide}` : styles.fact} title={title}>
      <dt>{label}</dt>
      <dd data-testid={testId}>{children}</dd>
    </div>
  );
}
