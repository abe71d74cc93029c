import { type ColorScale, colorAt } from '../../ui/images/pixel-colors';
import { readableInk } from '../../ui/readable-ink';
import { short } from './HealthTable';
import styles from './WindowSteps.module.css';

export interface NumberGridProps {
  readonly title: string;
  /** In reading order; null: padding. */
  readonly numbers: readonly (number | null)[];
  readonly columns: number;
  /** The largest size of the numbers that the colors span. */
  readonly largest: number;
  readonly scale: Extract<ColorScale, 'diverging'>;
  /** The cell at hand; null: none. */
  readonly current: number | null;
  /** Cells up to this one are done; the others are pale. */
  readonly done: number;
}

/** With more columns than these the numbers are only colors. */
const MOST_READABLE = 7;

/** A window's numbers as a grid of colored cells. */
export function NumberGrid({ title, numbers, columns, largest, scale, current, done }: NumberGridProps) {
  const isReadable = columns <= MOST_READABLE;
  const decimals = decimalsFor(largest);
  const cells = numbers.map((number, place) => ({ number, place }));
  return (
    <figure className={styles.gridFigure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <div
        className={styles.grid}
        style={{ gridTemplateColumns: `repeat(${columns}, ${isReadable ? '2.4rem' : '0.9rem'})` }}
        data-readable={isReadable ? '' : undefined}
      >
        {cells.map(({ number, place }) => (
          <span
            key={place}
            className={styles.cell}
            style={number === null ? undefined : cellStyle(number, largest, scale)}
            data-padding={number === null ? '' : undefined}
            data-current={place === current ? '' : undefined}
            data-waiting={place > done ? '' : undefined}
            title={number === null ? undefined : short(number)}
          >
            {!isReadable
              ? ''
              : number === null
                ? '·'
                : number
                    .toFixed(decimals)
                    .replace(/^-(?=[0.]*$)/, '')
                    .replace('-', '−')}
          </span>
        ))}
      </div>
    </figure>
  );
}

function cellStyle(number: number, largest: number, scale: ColorScale) {
  const color = colorAt(scale, largest === 0 ? 0 : number / largest);
  return { background: `rgb(${color.map(Math.round).join(' ')})`, color: readableInk(color) };
}

/** Two digits of the largest number; a title has more of each. */
function decimalsFor(largest: number): number {
  return largest === 0 ? 0 : Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(largest))));
}
