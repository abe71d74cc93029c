import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ConfusionMatrix.module.css';

export interface Cell {
  readonly actual: number;
  readonly predicted: number;
}

export interface ConfusionMatrixProps {
  /** `[true class][predicted class]`: how many. */
  readonly confusion: readonly (readonly number[])[];
  readonly names: readonly string[];
  readonly cell: Cell;
  readonly onCell: (cell: Cell) => void;
}

/** More rows and columns would be neither readable nor quick. */
const MOST_CLASSES = 40;

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
export function ConfusionMatrix({ confusion, names, cell, onCell }: ConfusionMatrixProps) {
  const { t } = useTranslation('results');
  const table = useRef<HTMLTableElement>(null);
  const count = Math.min(confusion.length, MOST_CLASSES);
  const rows = confusion.slice(0, count);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const actual = Math.min(count - 1, Math.max(0, cell.actual + step[0]));
    const predicted = Math.min(count - 1, Math.max(0, cell.predicted + step[1]));
    onCell({ actual, predicted });
    table.current?.querySelector<HTMLElement>(`[data-cell="${actual},${predicted}"]`)?.focus();
  };
  return (
    <>
      <table ref={table} className={styles.matrix} data-testid="confusion-matrix" onKeyDown={move}>
        <caption className={styles.caption}>{t('confusionCaption')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t('actualClass')}
            </th>
            {rows.map((_, predicted) => (
              <th key={names[predicted]} scope="col" className={styles.column} title={names[predicted]}>
                <span>{names[predicted]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, actual) => {
            const total = row.reduce((sum, value) => sum + value, 0);
            return (
              <tr key={names[actual]}>
                <th scope="row" className={styles.row} title={names[actual]}>
                  {names[actual]}
                </th>
                {row.slice(0, count).map((value, predicted) => {
                  const isChosen = actual === cell.actual && predicted === cell.predicted;
                  const share = total === 0 ? 0 : value / total;
                  return (
                    <td key={names[predicted]}>
                      <button
                        type="button"
                        className={styles.cell}
                        data-cell={`${actual},${predicted}`}
                        data-right={actual === predicted ? '' : undefined}
                        data-strong={share > STRONG ? '' : undefined}
                        aria-pressed={isChosen}
                        aria-label={t('cell', {
                          count: value,
                          actual: names[actual],
                          predicted: names[predicted],
                        })}
                        tabIndex={isChosen ? 0 : -1}
                        style={heat(share)}
                        onClick={() => onCell({ actual, predicted })}
                      >
                        <span className={styles.count}>{value === 0 ? '' : value}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {confusion.length > count ? <p className={styles.note}>{t('firstClasses', { count })}</p> : null}
    </>
  );
}

/** From this share of its row on, a cell is full of color and its text is light: nothing between is hard to read. */
const STRONG = 0.5;

/** Rare confusions would not be seen on an even scale: the root lifts them. */
function heat(share: number): Record<string, string> {
  const opacity = share > STRONG ? 0.8 + 0.4 * (share - STRONG) : 0.55 * Math.sqrt(share / STRONG);
  return { '--heat': opacity.toFixed(3) };
}
