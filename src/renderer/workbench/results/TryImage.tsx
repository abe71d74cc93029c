import { Dices } from 'lucide-react';
import { type DragEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, Sample, SampleNumber } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { isTable } from '../../store/document/datasets';
import { TestRow } from './TestRow';
import { useAskedOutput } from '../../store/runs/evaluations';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { IMAGE_ORIGINS, type ImageOrigin, useResultsView } from '../../store/view/results-view';
import { Button } from '../../ui/Button';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { scrollRegion } from '../../ui/scroll-region';
import { CameraPicture } from './CameraPicture';
import { DrawingPad } from './DrawingPad';
import { useTestImages } from './ExampleImages';
import { FileImage } from './FileImage';
import { Framed } from './Framed';
import { NumbersBeside } from './NumbersBeside';
import results from './ResultsView.module.css';
import { type GivenSeconds, SecondImages, type TakenSeconds } from './SecondImages';
import type { ResultKind } from './result-kind';
import styles from './TryImage.module.css';
import { useClassNames } from './use-class-names';

export interface TryImageProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
  readonly kind: ResultKind;
}

/** One image through the network: from the test set, from a file, drawn here, or seen by the camera. */
export function TryImage({ runId, dataset, kind }: TryImageProps) {
  const { t } = useTranslation('results');
  const wanted = useResultsView((state) => state.origin);
  const { change } = useResultsView.getState();
  // A table's rows can be neither drawn nor read from an image.
  const origins = isTable(dataset) ? (['dataset'] as const) : IMAGE_ORIGINS;
  const origin = origins.find((one) => one === wanted) ?? 'dataset';
  const [image, setImage] = useState<Sample | null>(null);
  const [given, setGiven] = useState<Readonly<Record<string, number>>>({});
  const [numbers, setNumbers] = useState<readonly SampleNumber[]>([]);
  const [seconds, setSeconds] = useState<GivenSeconds>([]);
  const [taken, setTaken] = useState<TakenSeconds>({ needed: 0, seconds: [] });
  const sample = useMemo(() => withBeside(image, given, seconds), [image, given, seconds]);
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [isLive, setIsLive] = useState(false);
  const names = useClassNames(dataset, 0);
  // Another example of the data set has its own numbers; one drawing with other strokes keeps those that were set.
  const showExample = useCallback((example: Sample | null) => {
    setGiven({});
    setImage(example);
  }, []);
  const choose = (next: ImageOrigin) => {
    showExample(null);
    change({ origin: next });
  };
  const { isOver, target } = useFileDrop((dropped) => {
    if (origin !== 'file') choose('file');
    setFile(dropped);
  });
  return (
    <div className={results.halves} {...target} data-testid="try-image">
      <div className={`${results.half} ${styles.source}`} data-drop={isOver ? '' : undefined}>
        {origins.length === 1 ? null : (
          <div className={styles.origin}>
            <Segmented
              aria-label={t('origin')}
              value={origin}
              options={origins.map((value) => ({ value, label: t(`origins.${value}`) }))}
              onValueChange={choose}
            />
          </div>
        )}
        <div className={styles.sideBySide}>
          <div className={styles.origins}>
            {origin === 'dataset' ? <FromDataset dataset={dataset} onSample={showExample} /> : null}
            {origin === 'file' ? (
              <FileImage file={file} onFile={setFile} onImage={setImage} testId="image-file" />
            ) : null}
            {origin === 'drawing' ? (
              <DrawingPad dataset={dataset} onSample={(pixels) => setImage(pixels)} />
            ) : null}
            {origin === 'camera' ? (
              <CameraPicture dataset={dataset} onSample={setImage} onLive={setIsLive} />
            ) : null}
          </div>
          {sample === null ? null : (
            <SecondImages taken={taken} isGiven={sample.type === 'pixels'} onChange={setSeconds} />
          )}
          {sample === null ? null : <NumbersBeside numbers={numbers} given={given} onChange={setGiven} />}
          <div className={styles.evidence} data-fixed={origin === 'drawing' ? '' : undefined}>
            {sample === null || isLive || kind.Evidence === undefined || isTable(dataset) ? null : (
              <kind.Evidence runId={runId} sample={sample} classIndex={chosen} names={names} />
            )}
          </div>
        </div>
      </div>
      <Prediction
        {...{ runId, dataset, kind, sample, chosen }}
        onNumbers={setNumbers}
        onSeconds={setTaken}
        onChoose={(classIndex) => setChosen(classIndex === chosen ? null : classIndex)}
      />
    </div>
  );
}

/** The sample with the numbers that are set beside it, and an image from outside with the second images that are chosen for it. */
function withBeside(
  image: Sample | null,
  given: Readonly<Record<string, number>>,
  seconds: GivenSeconds,
): Sample | null {
  if (image === null) return null;
  const numbers = Object.keys(given).length > 0 && { numbers: { ...given } };
  if (image.type === 'dataset') return { ...image, ...numbers };
  const chosen = seconds.flatMap((second) => second ?? []);
  return { ...image, ...numbers, ...(chosen.length > 0 && { seconds: chosen }) };
}

interface SourceProps {
  readonly onSample: (sample: Sample | null) => void;
}

function FromDataset({ dataset, onSample }: SourceProps & { readonly dataset: DatasetSummary | null }) {
  const { t } = useTranslation('results');
  const [index, setIndex] = useState(0);
  const count = dataset?.testCount ?? 1;
  useEffect(() => onSample({ type: 'dataset', split: 'test', index }), [index, onSample]);
  return (
    <>
      <div className={styles.row}>
        <NumberField
          aria-label={t(isTable(dataset) ? 'testExample' : 'testImage')}
          value={index}
          minimum={0}
          maximum={count - 1}
          isWhole
          onValueChange={(value) => setIndex(Math.round(value))}
        />
        <Button icon={<Dices />} onClick={() => setIndex(Math.floor(Math.random() * count))}>
          {t('anyImage')}
        </Button>
      </div>
      {isTable(dataset) ? (
        <TestRow dataset={dataset} index={index} />
      ) : (
        <TestImage dataset={dataset} index={index} />
      )}
    </>
  );
}

function TestImage({ dataset, index }: { readonly dataset: DatasetSummary | null; readonly index: number }) {
  const { t } = useTranslation('results');
  const indices = useMemo(() => [index], [index]);
  const images = useTestImages(dataset, indices);
  const names = useClassNames(dataset, 0);
  if (images === null) return null;
  // Only a class has a name; other labels are compared beside the prediction.
  const name = names[images.labels[0] ?? -1];
  return (
    <Framed caption={name === undefined ? '' : t('itIs', { name })}>
      <PixelImage
        source={imageOf(images.pixels, images.exampleShape)}
        range={BYTES}
        label={t('imageNumber', { index })}
        size={11}
      />
    </Framed>
  );
}

/** Files that are dragged over an element and let go there; the first of several counts. */
function useFileDrop(onFile: (file: File) => void) {
  const [isOver, setIsOver] = useState(false);
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      const { relatedTarget, currentTarget } = event;
      if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setIsOver(false);
    },
    onDrop: (event: DragEvent) => {
      setIsOver(false);
      const file = event.dataTransfer.files[0];
      if (file === undefined) return;
      event.preventDefault();
      onFile(file);
    },
  };
  return { isOver, target };
}

interface PredictionProps extends TryImageProps {
  readonly sample: Sample | null;
  readonly chosen: number | null;
  /** What the network took beside the image. */
  readonly onNumbers: (numbers: readonly SampleNumber[]) => void;
  /** Which second images it took, or needs. */
  readonly onSeconds: (seconds: TakenSeconds) => void;
  readonly onChoose: (classIndex: number) => void;
}

function Prediction(props: PredictionProps) {
  const { runId, dataset, kind, sample, chosen, onNumbers, onSeconds, onChoose } = props;
  const { t } = useTranslation('results');
  const language = useLanguage();
  const output = useAskedOutput(runId);
  const question = useMemo(
    () =>
      sample === null
        ? null
        : ({ type: 'prediction', sample, ...(output !== undefined && { output }) } as const),
    [sample, output],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  useEffect(() => {
    if (answer !== null) onNumbers(answer.numbers ?? []);
  }, [answer, onNumbers]);
  const needed = failure?.code === 'second-images-needed' ? Number(failure.values?.count ?? 0) : null;
  useEffect(() => {
    if (needed !== null) onSeconds({ needed, seconds: [] });
    else if (answer !== null)
      onSeconds({ needed: answer.seconds?.length ?? 0, seconds: answer.seconds ?? [] });
  }, [answer, needed, onSeconds]);
  return (
    <div className={results.half} {...scrollRegion(t('prediction'))}>
      <div aria-live="polite" data-testid="prediction">
        <h3 className={results.heading}>{t('prediction')}</h3>
        {failure === null ? null : <p className={results.failure}>{failureText(failure, language)}</p>}
        {answer === null || sample === null ? (
          <p className={results.muted}>{t('noPrediction')}</p>
        ) : (
          <kind.Answer {...{ runId, dataset, sample, answer, chosen, onChoose }} />
        )}
      </div>
    </div>
  );
}
