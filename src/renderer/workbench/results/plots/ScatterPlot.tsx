import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../../store/bridge/preferences';
import { drawScatter, nearestPair, plotArea, type ScatterLook } from './draw-scatter';
import styles from './Plots.module.css';
import { valueScale } from './value-scale';

export interface ScatterPlotProps {
  /** The same objects as long as the same values are shown. */
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** What the plot shows, in one sentence with its figures. */
  readonly label: string;
  /** What a pair says, for the pointer and for screen readers. */
  readonly describe: (index: number) => string;
  readonly format: (value: number) => string;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** How near the pointer must be to a point, in pixels. */
const REACH = 10;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK TC", "Noto Sans TC", sans-serif';

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -20,
  PageUp: 20,
};

/**
 * Predicted values over actual ones. With the keyboard it is a slider through the examples, by rising actual value; a click chooses the
 * example under the pointer.
 */
export function ScatterPlot(props: ScatterPlotProps) {
  const { actual, predicted, label, describe, chosen, onChoose } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const scale = useMemo(
    () => valueScale([...Array.from(actual), ...Array.from(predicted)]),
    [actual, predicted],
  );
  const order = useMemo(
    () => Array.from(actual, (_, at) => at).sort((a, b) => (actual[a] ?? 0) - (actual[b] ?? 0)),
    [actual],
  );
  const textScale = usePreferences(({ settings }) => settings.textScale);
  useDrawing(canvas, props, scale, textScale);
  const rank = chosen === null ? -1 : order.indexOf(chosen);
  const move = (event: KeyboardEvent) => {
    const ends: Readonly<Record<string, number>> = { Home: 0, End: order.length - 1 };
    const step = STEPS[event.key];
    const wanted = ends[event.key] ?? (step === undefined ? null : Math.max(-1, rank) + step);
    if (wanted === null) return;
    event.preventDefault();
    const next = order[Math.min(order.length - 1, Math.max(0, wanted))];
    if (next !== undefined) onChoose(next);
  };
  const pairAt = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const area = plotArea({ width: box.width, height: box.height, textScale });
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return nearestPair({ actual, predicted, scale }, area, x, y, REACH);
  };
  const shown = hovered ?? chosen;
  return (
    <figure className={styles.figure}>
      <canvas
        ref={canvas}
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, order.length - 1)}
        aria-valuenow={Math.max(0, rank)}
        aria-valuetext={chosen === null ? label : describe(chosen)}
        data-testid="scatter"
        onKeyDown={move}
        onPointerMove={(event) => setHovered(pairAt(event))}
        onPointerLeave={() => setHovered(null)}
        onPointerDown={(event) => {
          const found = pairAt(event);
          if (found !== null) onChoose(found);
        }}
      />
      <figcaption className={styles.reading}>{shown === null ? '\u00a0' : describe(shown)}</figcaption>
    </figure>
  );
}

/** Draws when the values, the theme, the size or the text size change. */
function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
  { actual, predicted, chosen, format }: ScatterPlotProps,
  scale: ReturnType<typeof valueScale>,
  textScale: number,
): void {
  const { t } = useTranslation('results');
  const [xLabel, yLabel] = [t('actualValue'), t('predictedValue')];
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    const draw = () => {
      const [width, height, ratio] = [element.clientWidth, element.clientHeight, window.devicePixelRatio];
      element.width = Math.max(1, Math.round(width * ratio));
      element.height = Math.max(1, Math.round(height * ratio));
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const look: ScatterLook = {
        ...{ width, height, textScale, xLabel, yLabel, formatTick: format },
        ...readColors(),
        font: `${11 * textScale}px ${FONT}`,
      };
      drawScatter(context, { actual, predicted, scale, chosen }, look);
    };
    draw();
    const size = new ResizeObserver(draw);
    size.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true });
    return () => {
      size.disconnect();
      theme.disconnect();
    };
  }, [canvas, actual, predicted, scale, chosen, format, textScale, xLabel, yLabel]);
}

function readColors() {
  const style = getComputedStyle(document.documentElement);
  const read = (token: string) => style.getPropertyValue(token).trim();
  return {
    point: read('--color-series-1'),
    mark: read('--color-series-2'),
    line: read('--color-text-muted'),
    grid: read('--color-border'),
    text: read('--color-text-muted'),
  };
}
