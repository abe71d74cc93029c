import { Dices, FolderOpen } from 'lucide-react';
import { type DragEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { decodeImage, type PixelSample } from './decode-image';
import { useTestImages } from './ExampleImages';
import { NumbersBeside } from './NumbersBeside';
import results from './ResultsView.module.css';
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
  const sample = useMemo(() => withNumbers(image, given), [image, given]);
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
            {origin === 'file' ? <FromFile file={file} onFile={setFile} onSample={setImage} /> : null}
            {origin === 'drawing' ? (
              <DrawingPad dataset={dataset} onSample={(pixels) => setImage(pixels)} />
            ) : null}
            {origin === 'camera' ? (
              <CameraPicture dataset={dataset} onSample={setImage} onLive={setIsLive} />
            ) : null}
          </div>
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
        onChoose={(classIndex) => setChosen(classIndex === chosen ? null : classIndex)}
      />
    </div>
  );
}

/** The sample with the numbers that are set beside it. */
function withNumbers(image: Sample | null, given: Readonly<Record<string, number>>): Sample | null {
  return image === null || Object.keys(given).length === 0 ? image : { ...image, numbers: { ...given } };
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

interface FromFileProps extends SourceProps {
  readonly file: File | null;
  readonly onFile: (file: File) => void;
}

function FromFile({ file, onFile, onSample }: FromFileProps) {
  const { t } = useTranslation('results');
  const input = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState<{ readonly name: string; readonly pixels: PixelSample } | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    if (file === null) return;
    let isCurrent = true;
    void decodeImage(file).then((pixels) => {
      if (!isCurrent) return;
      setIsBroken(pixels === null);
      setImage(pixels === null ? null : { name: file.name, pixels });
      onSample(pixels);
    });
    return () => {
      isCurrent = false;
    };
  }, [file, onSample]);
  return (
    <>
      <div className={styles.row}>
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-label={t('chooseFile')}
          data-testid="image-file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) onFile(chosen);
          }}
        />
        <Button icon={<FolderOpen />} onClick={() => input.current?.click()}>
          {t('chooseFile')}
        </Button>
      </div>
      {isBroken ? (
        <p role="alert" className={results.failure}>
          {t('notAnImage')}
        </p>
      ) : null}
      {image === null ? (
        <p className={results.muted}>{t('fileHelp')}</p>
      ) : (
        <Framed caption={image.name}>
          <PixelImage
            source={imageOf(image.pixels.pixels, image.pixels.shape)}
            range={BYTES}
            label={image.name}
            size={11}
          />
        </Framed>
      )}
    </>
  );
}

function Framed({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <figure className={styles.figure}>
      {children}
      <figcaption className={results.muted}>{caption}</figcaption>
    </figure>
  );
}

interface PredictionProps extends TryImageProps {
  readonly sample: Sample | null;
  readonly chosen: number | null;
  /** What the network took beside the image. */
  readonly onNumbers: (numbers: readonly SampleNumber[]) => void;
  readonly onChoose: (classIndex: number) => void;
}

function Prediction({ runId, dataset, kind, sample, chosen, onNumbers, onChoose }: PredictionProps) {
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
