import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prediction, Sample } from '../../../contract/contract';
import type { MaskThumbnails, Thumbnails } from '../../../contract/data-browser';
import type { DatasetSummary } from '../../../contract/datasets';
import { failureText } from '../../../contract/failures';
import { labelNamed, numbersOfExamples } from '../../../graph-runtime/datasets/target-description';
import { useLanguage } from '../../messages/useLanguage';
import { numbersOf } from '../../store/view/data-targets';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { resultKind } from '../results/result-kinds';
import { type Browsed, learnedMask } from './browsed';
import styles from './DetailsPane.module.css';
import { useSecondImage, useStoredImage, useStoredMask } from './use-example';

export interface ModelAnswerProps {
  readonly browsed: Browsed;
  readonly example: number;
  readonly runId: string;
}

/** What the run's network makes of one image, as its results show it. */
export function ModelAnswer({ browsed, example, runId }: ModelAnswerProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { output, learned = '' } = browsed;
  const dataset = useMemo(() => withLabelAlone(browsed.dataset, learned), [browsed.dataset, learned]);
  const path = output?.path ?? null;
  const stored = useStoredImage(dataset.id, example);
  const mask = useStoredMask(learnedMask(browsed), example);
  const second = useSecondImage(browsed, example);
  const question = useMemo(() => {
    if (stored === null) return null;
    const { pixels, height, width, channels } = stored;
    const shape: [number, number, 1 | 3] = [height, width, channels === 3 ? 3 : 1];
    const sample: Sample = { type: 'pixels', shape, pixels: Uint8Array.from(pixels), invert: 'never' };
    return { type: 'prediction', sample, ...(path !== null && { output: path }) } as const;
  }, [stored, path]);
  // Whether the network takes numbers beside the image is known by its first answer.
  const [taken, setTaken] = useState({ runId, names: '' });
  const known = taken.runId === runId ? taken.names : '';
  const asked = useMemo(
    () => question && withNumbers(question, numbersIn(browsed, example), known),
    [question, browsed, example, known],
  );
  const { answer, failure } = useLatestAnswer(runId, asked);
  const names = JSON.stringify(answer?.numbers?.map(({ name }) => name) ?? []);
  useEffect(() => {
    if (answer !== null) setTaken({ runId, names });
  }, [answer, names, runId]);
  const Answer = answer === null ? null : resultKind(answer.value.kind).Answer;
  return (
    <section>
      <h3 className={styles.subheading}>{t('tryModel')}</h3>
      {failure === null ? null : <p className={styles.muted}>{failureText(failure, language)}</p>}
      {answer === null || Answer === null || question === null ? null : (
        <Answer
          {...{ runId, dataset }}
          sample={question.sample}
          answer={withSecond(withMask(answer, mask), second)}
          chosen={null}
          onChoose={() => undefined}
        />
      )}
    </section>
  );
}

/** The numbers beside an example, by their names; none where the data set has none. */
function numbersIn(browsed: Browsed, example: number): Readonly<Record<string, number>> {
  const numbers = numbersOfExamples(browsed.target);
  if (numbers === null) return {};
  const values = numbersOf(browsed, example);
  const entries = numbers.names.map((name, at): [string, number] => [
    name,
    values[numbers.column.at + at] ?? Number.NaN,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value)));
}

/** The question with those numbers that the network takes. @param taken their names, as JSON */
function withNumbers(
  question: PredictionQuestion,
  numbers: Readonly<Record<string, number>>,
  taken: string,
): PredictionQuestion {
  const names = Object.keys(numbers).filter((name) => taken.includes(JSON.stringify(name)));
  if (names.length === 0) return question;
  const given = Object.fromEntries(names.map((name) => [name, numbers[name] ?? Number.NaN]));
  return { ...question, sample: { ...question.sample, numbers: given } };
}

interface PredictionQuestion {
  readonly type: 'prediction';
  readonly sample: Sample;
  readonly output?: string | undefined;
}

/** The data set as one with the label alone that the output has learned, as results are shown. */
function withLabelAlone(dataset: DatasetSummary, learned: string): DatasetSummary {
  const named = labelNamed(dataset.target, learned);
  return named === null ? dataset : { ...dataset, target: named.description };
}

/** The network is only shown pixels; what they are is known here. A mask of another size than the answer cannot be laid over it. */
function withMask(answer: Prediction, mask: MaskThumbnails | null): Prediction {
  const { value } = answer;
  if (mask === null || value.kind !== 'mask') return answer;
  const { height, width, classes } = mask;
  if (height !== value.height || width !== value.width) return answer;
  return { ...answer, truth: { kind: 'mask', height, width, classes } };
}

/** As with masks: which image was to be made is known here. */
function withSecond(answer: Prediction, second: Thumbnails | null): Prediction {
  if (second === null || answer.value.kind !== 'image') return answer;
  const { height, width, channels, pixels } = second;
  const values = Float32Array.from(pixels, (value) => value / 255);
  return { ...answer, truth: { kind: 'image', values: { shape: [height, width, channels], values } } };
}
