import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassActivation, InspectedTensor, Sample, SampleNumber } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useAskedOutput } from '../../store/runs/evaluations';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { formatList } from '../../ui/format-list';
import { OverlaidImage } from '../../ui/images/OverlaidImage';
import { SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { shownNumber } from '../subject/shown-number';
import styles from './ClassMap.module.css';

export interface ClassMapProps {
  readonly runId: string;
  /** The same object as long as it is the same image. */
  readonly sample: Sample;
  /** Null: the most probable class. */
  readonly classIndex: number | null;
  readonly names: readonly string[];
  /** Of the picture's longer side, in rem. */
  readonly size?: number;
}

/** Where they are described. */
const SOURCES: Readonly<Record<ClassActivation['method'], string>> = {
  cam: 'https://arxiv.org/abs/1512.04150',
  'grad-cam': 'https://arxiv.org/abs/1610.02391',
};

/** The image with the places that speak for a class. */
export function ClassMap({ runId, sample, classIndex, names, size = 11 }: ClassMapProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const output = useAskedOutput(runId);
  const question = useMemo(
    () =>
      ({ type: 'class-activation', sample, classIndex, ...(output !== undefined && { output }) }) as const,
    [sample, classIndex, output],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  if (failure !== null) return <p className={styles.muted}>{failureText(failure, language)}</p>;
  if (answer === null) return <p className={styles.muted}>{t('computingEvidence')}</p>;
  const name = names[answer.classIndex] ?? String(answer.classIndex);
  return (
    <figure className={styles.figure} data-testid="class-map" data-method={answer.method}>
      <figcaption className={styles.title}>
        {t('evidence', { name })}
        <span className={styles.muted}>{t('scoreIs', { score: answer.score.toFixed(2) })}</span>
      </figcaption>
      <OverlaidImage
        source={imageOf(answer.image.values, sizeOf(answer.image))}
        range={SHARES}
        map={answer.map}
        label={t('evidenceMap', { name })}
        size={size}
      />
      <Explained answer={answer} />
    </figure>
  );
}

function Explained({ answer }: { readonly answer: ClassActivation }) {
  const { t } = useTranslation('results');
  const { map, method, path, numbers = [] } = answer;
  const isEmpty = map.values.every((value) => value === 0);
  return (
    <div className={styles.explained}>
      {isEmpty ? (
        <p>{t('noEvidence')}</p>
      ) : (
        <p className={styles.key}>
          <span data-side="for">{t('evidenceFor')}</span>
          {map.values.some((value) => value < 0) ? (
            <span data-side="against">{t('evidenceAgainst')}</span>
          ) : null}
        </p>
      )}
      <UsedNumbers numbers={numbers} />
      <p className={styles.muted}>
        {t(`methods.${method}`, { path })}{' '}
        <a href={SOURCES[method]} target="_blank" rel="noreferrer">
          {t('methodSource')}
        </a>
      </p>
    </div>
  );
}

/** With which numbers beside the image it was computed. */
function UsedNumbers({ numbers }: { readonly numbers: readonly SampleNumber[] }) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  if (numbers.length === 0) return null;
  const texts = numbers.map(({ name, value, source }) =>
    t('numberUsed', { name, value: shownNumber(value), source: t(`numberSources.${source}`) }),
  );
  return (
    <p className={styles.muted} data-testid="numbers-used">
      {t('numbersUsed', { numbers: formatList(texts, language) })}
    </p>
  );
}

function sizeOf({ shape }: InspectedTensor): readonly [number, number, number] {
  const [height = 1, width = 1, channels = 1] = shape;
  return [height, width, channels];
}
