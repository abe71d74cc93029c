import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowStep } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useInsideSample } from '../../store/runs/inside';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { flatNodeAt } from '../../store/view/location';
import { IconButton } from '../../ui/IconButton';
import { ChannelField } from './ChannelField';
import { Equation } from './Equation';
import inside from './InsideView.module.css';
import { NumberGrid } from './NumberGrid';
import type { NodePaneProps } from './node-pane-props';
import { type MapBox, PlaceMap } from './PlaceMap';
import type { ChosenPlace, Place } from './place';
import styles from './WindowSteps.module.css';
import { isPadding, progressOf, tapCount, termCount, termOf, type WindowProgress } from './window-progress';

export interface WindowStepsProps extends NodePaneProps {
  readonly chosen: ChosenPlace;
}

/** Of a convolution or a pooling: how it computes one number of its output, step by step. */
export function WindowStepsOfNode(props: WindowStepsProps) {
  const { path } = props;
  const hasWindow = useAnalysis((analysis) => {
    const type = flatNodeAt(analysis, path)?.type;
    return type !== undefined && getLayer(type)?.computation !== undefined;
  });
  return hasWindow ? <WindowSteps {...props} /> : null;
}

function WindowSteps({ runId, path, chosen: { place, choose } }: WindowStepsProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const { sample } = useInsideSample(runId);
  const [input, setInput] = useState(0);
  const question = useMemo(
    () => ({ type: 'window-step', path, sample, ...place, input }) as const,
    [path, sample, place, input],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  return (
    <div className={inside.part} data-testid="window-steps">
      <h3 className={inside.heading}>{t('oneNumber')}</h3>
      {failure !== null ? <p className={inside.muted}>{failureText(failure, language)}</p> : null}
      {answer === null ? (
        failure === null && <p className={inside.muted}>{t('asking')}</p>
      ) : (
        <Steps
          step={answer}
          onPlace={(changes) => choose({ ...placeOf(answer), ...changes })}
          onInput={setInput}
        />
      )}
    </div>
  );
}

const placeOf = ({ row, column, channel }: WindowStep) => ({ row, column, channel });

interface StepsProps {
  readonly step: WindowStep;
  readonly onPlace: (changes: Partial<Place>) => void;
  readonly onInput: (channel: number) => void;
}

function Steps({ step, onPlace, onInput }: StepsProps) {
  const { t } = useTranslation('inside');
  const all = termCount(step);
  // Null: at the end, however many steps there are.
  const [wanted, setWanted] = useState<number | null>(null);
  const position = Math.min(wanted ?? all, all);
  const progress = progressOf(step, position);
  // At the end, the channel that was looked at last stays.
  const channel = progress.isComplete ? Math.min(step.input, step.channels.length - 1) : progress.channel;
  useEffect(() => {
    if (channel !== step.input) onInput(channel);
  }, [channel, step.input, onInput]);
  const go = (next: number) => setWanted(next >= all ? null : Math.max(0, next));
  return (
    <>
      <div className={styles.row}>
        <figure className={styles.gridFigure}>
          <figcaption className={styles.caption}>
            {t('inputChannel', { channel: step.channels[step.input] ?? 0 })}
          </figcaption>
          <PlaceMap
            map={step.inputMap}
            label={t('inputMapLabel')}
            box={boxOf(step)}
            mark={progress.tap === null ? null : cellOf(step, progress.tap)}
          />
        </figure>
        <figure className={styles.gridFigure}>
          <figcaption className={styles.caption}>{t('outputChannel', { channel: step.channel })}</figcaption>
          <PlaceMap
            map={step.outputMap}
            label={t('outputMapLabel', { row: step.row, column: step.column })}
            box={{ row: step.row, column: step.column, height: 1, width: 1 }}
            onPlace={(row, column) => onPlace({ row, column })}
          />
        </figure>
        <div className={styles.controls}>
          <Player position={position} all={all} onGo={go} />
          <ChannelField
            label={t('outputChannelField')}
            value={step.channel}
            count={step.shape[2] ?? 1}
            onValueChange={(value) => onPlace({ channel: value })}
          />
          {step.channels.length > 1 && progress.isComplete ? (
            <ChannelField
              label={t('inputChannelField')}
              value={step.input}
              count={step.channels.length}
              onValueChange={onInput}
            />
          ) : null}
        </div>
      </div>
      <Equation step={step} progress={progress} />
      {tapCount(step) > MOST_CELLS ? null : (
        <div className={styles.row}>
          <Grids step={step} progress={progress} channel={channel} />
        </div>
      )}
      <p className={inside.muted}>{t('oneNumberHelp')}</p>
    </>
  );
}

/** Of a larger window (of a global pooling), the cell at hand is marked on the map alone. */
const MOST_CELLS = 256;

interface GridsProps {
  readonly step: WindowStep;
  readonly progress: WindowProgress;
  readonly channel: number;
}

/** The cells of one channel below the window, the kernel's factors for them, and their products. */
function Grids({ step, progress, channel }: GridsProps) {
  const { t } = useTranslation('inside');
  const terms = Array.from({ length: tapCount(step) }, (_, tap) => ({
    ...termOf(step, channel, tap),
    isPadding: isPadding(step, tap),
  }));
  const done = progress.isComplete ? terms.length : (progress.tap ?? -1);
  const shared = { columns: step.columns.length, current: progress.tap, scale: 'diverging' } as const;
  const values = terms.map(({ value, isPadding: isOutside }) => (isOutside ? null : value));
  const factors = terms.map(({ factor }) => factor);
  const products = terms.map(({ value, factor }) => value * factor);
  return (
    <>
      <NumberGrid
        {...shared}
        title={t('patch')}
        numbers={values}
        largest={largestOf(step.patch)}
        done={terms.length}
      />
      {step.kernel === null ? null : (
        <>
          <span className={styles.sign}>×</span>
          <NumberGrid
            {...shared}
            title={t('kernel')}
            numbers={factors}
            largest={largestOf(step.kernel)}
            done={terms.length}
          />
          <span className={styles.sign}>=</span>
          <NumberGrid
            {...shared}
            title={t('products')}
            numbers={products}
            largest={largestOf(products)}
            done={done}
          />
        </>
      )}
    </>
  );
}

interface PlayerProps {
  readonly position: number;
  readonly all: number;
  readonly onGo: (position: number) => void;
}

/** The whole computation takes about this long, a step at most so long. */
const LONGEST_MILLISECONDS = 20_000;
const STEP_MILLISECONDS = 400;

function Player({ position, all, onGo }: PlayerProps) {
  const { t } = useTranslation('inside');
  const [isPlaying, setIsPlaying] = useState(false);
  const isAtEnd = position >= all;
  useEffect(() => {
    if (!isPlaying) return;
    if (isAtEnd) return setIsPlaying(false);
    const pause = Math.min(STEP_MILLISECONDS, Math.max(16, LONGEST_MILLISECONDS / all));
    const timer = setTimeout(() => onGo(position + 1), pause);
    return () => clearTimeout(timer);
  }, [isPlaying, isAtEnd, position, all, onGo]);
  const play = () => {
    if (isAtEnd) onGo(0);
    setIsPlaying(!isPlaying || isAtEnd);
  };
  const step = (by: number) => {
    setIsPlaying(false);
    onGo(position + by);
  };
  return (
    <span className={styles.player}>
      <IconButton
        size="small"
        icon={<StepBack />}
        label={t('stepBack')}
        isDisabled={position === 0}
        onClick={() => step(-1)}
      />
      <IconButton
        size="small"
        icon={isPlaying ? <Pause /> : <Play />}
        label={t(isPlaying ? 'pauseSteps' : 'playSteps')}
        onClick={play}
      />
      <IconButton
        size="small"
        icon={<StepForward />}
        label={t('stepForward')}
        isDisabled={isAtEnd}
        onClick={() => step(1)}
      />
      <input
        type="range"
        className={styles.slider}
        min={0}
        max={all}
        value={position}
        aria-label={t('stepsOf', { position, all })}
        onChange={(event) => step(Number(event.target.value) - position)}
      />
      <span className={styles.count}>{t('termsOf', { position, all })}</span>
    </span>
  );
}

function largestOf(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}

/** What the window covers of the input, from its first tap to its last, padding included. */
function boxOf({ rows, columns }: WindowStep) {
  const [row, height] = spanOf(rows);
  const [column, width] = spanOf(columns);
  return { row, column, height, width };
}

/** The cell of the input below a tap; null in the padding. */
function cellOf({ rows, columns }: WindowStep, tap: number): MapBox | null {
  const row = rows[Math.floor(tap / columns.length)] ?? null;
  const column = columns[tap % columns.length] ?? null;
  return row === null || column === null ? null : { row, column, height: 1, width: 1 };
}

/** From where on, and over how many cells; taps in the padding are counted on from those in the input. */
function spanOf(taps: readonly (number | null)[]): readonly [number, number] {
  const known = taps.flatMap((cell, tap) => (cell === null ? [] : [{ cell, tap }]));
  const [first, second] = known;
  if (first === undefined) return [0, 0];
  const distance = second === undefined ? 1 : (second.cell - first.cell) / (second.tap - first.tap);
  return [first.cell - first.tap * distance, distance * (taps.length - 1) + 1];
}
