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
  const cells = numbers.map((number, place) => ({ number, place, text: textOf(number, decimals) }));
  const longest = Math.max(...cells.map(({ text }) => text.length));
  const width = isReadable ? `max(2rem, calc(${longest}ch + 0.25rem))` : '0.9rem';
  return (
    <figure className={styles.gridFigure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <div
        className={styles.grid}
        style={{ gridTemplateColumns: `repeat(${columns}, ${width})` }}
        data-readable={isReadable ? '' : undefined}
      >
        {cells.map(({ number, place, text }) => (
          <span
            key={place}
            className={styles.cell}
            style={number === null ? undefined : cellStyle(number, largest, scale)}
            data-padding={number === null ? '' : undefined}
            data-current={place === current ? '' : undefined}
            data-waiting={place > done ? '' : undefined}
            title={number === null ? undefined : short(number)}
          >
            {isReadable ? text : ''}
          </span>
        ))}
      </div>
    </figure>
  );
}

function textOf(number: number | null, decimals: number): string {
  if (number === null) return '·';
  return number
    .toFixed(decimals)
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−');
}

function cellStyle(number: number, largest: number, scale: ColorScale) {
  const color = colorAt(scale, largest === 0 ? 0 : number / largest);
  return { background: `rgb(${color.map(Math.round).join(' ')})`, color: readableInk(color) };
}

/** Two digits of the largest number; a title has more of each. */
function decimalsFor(largest: number): number {
  return largest === 0 ? 0 : Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(largest))));
}
