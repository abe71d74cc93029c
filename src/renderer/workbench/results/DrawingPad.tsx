import { Eraser } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, Sample } from '../../../contract/contract';
import { Button } from '../../ui/Button';
import { Switch } from '../../ui/Switch';
import { type Drawing, drawStroke, emptyDrawing, type PadPoint } from './drawing';
import results from './ResultsView.module.css';
import styles from './TryImage.module.css';

export interface DrawingPadProps {
  readonly dataset: DatasetSummary | null;
  readonly onSample: (sample: Sample | null) => void;
}

/** Larger images are drawn on a grid of this side, and made larger by the network's own input. */
const LARGEST_SIDE = 64;
/** Of the brush, as a share of the grid's side: the strokes of MNIST's digits. */
const BRUSH = 0.04;

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** A pad to draw on with the mouse; with the keyboard the arrow keys move the brush and with Shift they draw. */
export function DrawingPad({ dataset, onSample }: DrawingPadProps) {
  const { t } = useTranslation('results');
  const [rows = 28, columns = 28] = dataset?.exampleShape ?? [];
  const height = Math.min(LARGEST_SIDE, rows);
  const width = Math.min(LARGEST_SIDE, columns);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef<PadPoint | null>(null);
  const cursor = useRef<PadPoint>({ x: width / 2, y: height / 2 });
  const [drawing, setDrawing] = useState(() => emptyDrawing(height, width));
  const [isInverted, setIsInverted] = useState(false);
  const isEmpty = drawing.pixels.every((value) => value === 0);

  useEffect(() => {
    paint(canvas.current, drawing, isInverted);
    onSample(isEmpty ? null : sampleOf(drawing, isInverted));
  }, [drawing, isInverted, isEmpty, onSample]);

  const stroke = (from: PadPoint, to: PadPoint) =>
    setDrawing((before) => drawStroke(before, from, to, BRUSH * width));
  const placeOf = (event: PointerEvent<HTMLCanvasElement>): PadPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = placeOf(event);
    stroke(pen.current, pen.current);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (pen.current === null) return;
    const to = placeOf(event);
    stroke(pen.current, to);
    pen.current = to;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== ' ') return;
    event.preventDefault();
    const from = cursor.current;
    const [x, y] = step ?? [0, 0];
    cursor.current = {
      x: Math.min(width, Math.max(0, from.x + x)),
      y: Math.min(height, Math.max(0, from.y + y)),
    };
    if (event.shiftKey || event.key === ' ') stroke(from, cursor.current);
  };
  return (
    <div className={styles.drawing}>
      <canvas
        ref={canvas}
        className={styles.pad}
        width={width}
        height={height}
        role="img"
        aria-label={t('pad')}
        // A pad to draw on takes keys: the arrow keys move its brush.
        tabIndex={0}
        data-testid="drawing-pad"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          pen.current = null;
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.tools}>
        <Button icon={<Eraser />} onClick={() => setDrawing(emptyDrawing(height, width))}>
          {t('clear')}
        </Button>
        <Switch isOn={isInverted} label={t('darkOnLight')} onToggle={setIsInverted} />
        <p className={results.muted}>{t('padHelp')}</p>
      </div>
    </div>
  );
}

function shownPixels({ pixels }: Drawing, isInverted: boolean) {
  return isInverted ? pixels.map((value) => 255 - value) : pixels;
}

function sampleOf(drawing: Drawing, isInverted: boolean): Sample {
  const { height, width } = drawing;
  const pixels = shownPixels(drawing, isInverted);
  // As it is seen here: the switch is the user's own decision.
  return { type: 'pixels', shape: [height, width, 1], pixels, invert: 'never' };
}

function paint(canvas: HTMLCanvasElement | null, drawing: Drawing, isInverted: boolean): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  const image = context.createImageData(drawing.width, drawing.height);
  shownPixels(drawing, isInverted).forEach((value, at) => {
    image.data.set([value, value, value, 255], 4 * at);
  });
  context.putImageData(image, 0, 0);
}
