import styles from './ClassLegend.module.css';
import { classColorText } from '../../ui/images/class-colors';

export interface ClassLegendProps {
  readonly names: readonly string[];
  /** Those to list, in this order. */
  readonly indices: readonly number[];
}

/** What the colors of masks mean. */
export function ClassLegend({ names, indices }: ClassLegendProps) {
  return (
    <ul className={styles.legend}>
      {indices.map((index) => (
        <li key={index}>
          <ClassSwatch index={index} />
          {names[index] ?? String(index)}
        </li>
      ))}
    </ul>
  );
}

/** The color of a class; its name is beside it. */
export function ClassSwatch({ index }: { readonly index: number }) {
  return <span className={styles.swatch} style={{ background: classColorText(index) }} aria-hidden="true" />;
}
