import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import styles from './ConfusionMatrix.module.css';
import type { Cell, ConfusionCells } from './confusion-cells';

export interface ConfusionMatrixProps {
  readonly cells: ConfusionCells;
  readonly names: readonly string[];
  readonly cell: Cell;
  readonly onCell: (cell: Cell) => void;
  /** The text of a cell; by default how many. */
  readonly textOf?: (count: number, total: number) => string;
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Rows are the true classes, columns what the network said. Color is the share of the row: blue on the diagonal (right), orange off
 * it (wrong), so that rare classes count as much as frequent ones. One stop for the Tab key; the arrow keys move inside.
 */
export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { cells, names, cell, onCell } = props;
  const { t } = useTranslation('results');
  const language = useLanguage();
  const { textOf = (count: number) => formatCount(count, language) } = props;
  const table = useRef<HTMLTableElement>(null);
  const { classes } = cells;
  const neighbor = (from: number, step: number) =>
    classes[Math.min(classes.length - 1, Math.max(0, classes.indexOf(from) + step))] ?? from;
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const actual = neighbor(cell.actual, step[0]);
    const predicted = neighbor(cell.predicted, step[1]);
    onCell({ actual, predicted });
    table.current?.querySelector<HTMLElement>(`[data-cell="${actual},${predicted}"]`)?.focus();
  };
  return (
    <table
      ref={table}
      className={styles.matrix}
      // Few classes have cells of a usual width, not bars across the window.
      style={{ maxWidth: `min(56rem, ${HEAD_WIDTH + CELL_WIDTH * names.length}rem)` }}
      data-testid="confusion-matrix"
      onKeyDown={move}
    >
      <caption className={styles.caption}>{t('confusionCaption')}</caption>
      <thead>
        <tr>
          <td className={styles.corner}>
            <span>{t('predictedAxis')}</span>
            <span>{t('actualAxis')}</span>
          </td>
          {classes.map((predicted) => (
            <th key={predicted} scope="col" className={styles.column} title={names[predicted]}>
              <span>{breakable(names[predicted])}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((actual) => {
          const total = cells.totalOf(actual);
          return (
            <tr key={actual}>
              <th scope="row" className={styles.row} title={names[actual]}>
                {names[actual]}
              </th>
              {classes.map((predicted) => {
                const value = cells.countOf({ actual, predicted });
                const isChosen = actual === cell.actual && predicted === cell.predicted;
                const share = total === 0 ? 0 : value / total;
                const text = textOf(value, total);
                return (
                  <td key={predicted}>
                    <button
                      type="button"
                      className={styles.cell}
                      data-cell={`${actual},${predicted}`}
                      data-right={actual === predicted ? '' : undefined}
                      data-strong={share > STRONG ? '' : undefined}
                      aria-pressed={isChosen}
                      aria-label={t('cell', {
                        text,
                        actual: names[actual],
                        predicted: names[predicted],
                      })}
                      tabIndex={isChosen ? 0 : -1}
                      style={heat(share)}
                      onClick={() => onCell({ actual, predicted })}
                    >
                      <span className={styles.count}>{value === 0 ? '' : text}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A name that may continue in the next line after a slash: `T-shirt/top` has no other place to do so. */
function breakable(name = ''): string {
  return name.replace(/[/／]/g, '$&\u200b');
}

/** Widths of the rows' names and of a cell that is not narrowed, in `rem`. */
const HEAD_WIDTH = 7;
const CELL_WIDTH = 5;

/** From this share of its row on, a cell is full of color and its text is light: nothing between is hard to read. */
const STRONG = 0.5;

/** Rare confusions would not be seen on an even scale: the root lifts them. */
function heat(share: number): Record<string, string> {
  const opacity = share > STRONG ? 0.8 + 0.4 * (share - STRONG) : 0.55 * Math.sqrt(share / STRONG);
  return { '--heat': opacity.toFixed(3) };
}
