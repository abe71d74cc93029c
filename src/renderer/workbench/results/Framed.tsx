import type { ReactNode } from 'react';
import results from './ResultsView.module.css';
import styles from './TryImage.module.css';

/** An image with a caption below it. */
export function Framed({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <figure className={styles.figure}>
      {children}
      <figcaption className={results.muted}>{caption}</figcaption>
    </figure>
  );
}
