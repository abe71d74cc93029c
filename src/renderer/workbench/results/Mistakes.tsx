import { Images } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browseData } from '../../store/view/data-browser';
import { Button } from '../../ui/Button';
import { scrollRegion } from '../../ui/scroll-region';
import { usePercentText } from '../../ui/use-percent-text';
import { ClassMap } from './ClassMap';
import { ExampleButtons } from './ExampleButtons';
import images from './ExampleImages.module.css';
import { ExampleSection } from './ExampleSection';
import styles from './ResultsView.module.css';
import type { ResultOf, ResultProps } from './result-kind';
import { useClassNames } from './use-class-names';

const SHOWN = 48;

/** The test images the network is wrong about, those it was surest of first, and what spoke for the two classes in one of them. */
export function Mistakes({ runId, result, dataset }: ResultProps<'class'>) {
  const { t } = useTranslation(['results', 'browser']);
  const names = useClassNames(dataset, result.classes.length);
  const indices = useMemo(() => surestMistakes(result, SHOWN), [result]);
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = wanted !== null && indices.includes(wanted) ? wanted : (indices[0] ?? null);
  if (chosen === null) return <p className={styles.scroll}>{t('noMistakes')}</p>;
  return (
    <div className={styles.halves} data-strip="">
      <div className={styles.half} {...scrollRegion(t('views.mistakes'))}>
        <MistakeList {...{ result, dataset, names, indices, chosen }} onChoose={setWanted} />
        {dataset === null ? null : (
          <Button
            size="small"
            icon={<Images />}
            onClick={() => browseData(dataset.id, { part: 'test', outcome: 'wrong', order: 'surest' }, runId)}
          >
            {t('browser:lookAtMistakes')}
          </Button>
        )}
      </div>
      <MistakeDetail key={chosen} {...{ runId, result, names }} index={chosen} />
    </div>
  );
}

interface MistakeListProps extends Pick<ResultProps<'class'>, 'result' | 'dataset'> {
  readonly names: readonly string[];
  readonly indices: readonly number[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function MistakeList({ result, dataset, names, indices, chosen, onChoose }: MistakeListProps) {
  const { t } = useTranslation('results');
  const percent = usePercentText('column');
  return (
    <ExampleButtons
      {...{ dataset, indices, chosen, onChoose }}
      testId="mistakes"
      caption={(index) => (
        <>
          <span>{`${names[result.predictions[index] ?? 0] ?? ''} ${percent(result.confidences[index] ?? 0)}`}</span>
          <span>{t('mistaken', { actual: names[result.labels[index] ?? 0] ?? '' })}</span>
        </>
      )}
    />
  );
}

interface MistakeDetailProps extends Pick<ResultProps<'class'>, 'runId' | 'result'> {
  readonly names: readonly string[];
  readonly index: number;
}

/** What spoke for the class that was predicted, and what for the actual one. */
function MistakeDetail({ runId, result, names, index }: MistakeDetailProps) {
  const { t } = useTranslation('results');
  const sample = useMemo(() => ({ type: 'dataset', split: 'test', index }) as const, [index]);
  const classes = [result.predictions[index] ?? 0, result.labels[index] ?? 0];
  return (
    <ExampleSection title={t('imageNumber', { index })}>
      <div className={images.pair} data-testid="mistake-evidence">
        {classes.map((classIndex) => (
          <ClassMap key={classIndex} {...{ runId, sample, classIndex, names }} size={9} />
        ))}
      </div>
    </ExampleSection>
  );
}

/** Indices of wrong predictions by falling confidence. */
export function surestMistakes(result: ResultOf<'class'>, count: number): number[] {
  const wrong: number[] = [];
  for (let index = 0; index < result.labels.length; index += 1) {
    if (result.labels[index] !== result.predictions[index]) wrong.push(index);
  }
  return wrong.sort((a, b) => (result.confidences[b] ?? 0) - (result.confidences[a] ?? 0)).slice(0, count);
}
