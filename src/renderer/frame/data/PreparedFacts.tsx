import { useTranslation } from 'react-i18next';
import type { PreparedSource } from '../../../contract/data-import';
import { numbersOfExamples, targetSize } from '../../../graph-runtime/datasets/target-description';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { Fact, Facts } from '../../ui/Facts';
import { formatCount, formatValue } from '../../ui/figures';

/** How many examples a prepared data set has, of what size and with what targets. */
export function PreparedFacts({ dataset }: { readonly dataset: PreparedSource }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const number = (count: number) => formatCount(count, language);
  const { exampleShape, target, trainCount, validationCount, testCount, bytes } = dataset;
  const numbers = numbersOfExamples(target);
  return (
    <Facts>
      <Fact label={t('splits.train')}>{number(trainCount)}</Fact>
      {validationCount === 0 ? null : <Fact label={t('splits.validation')}>{number(validationCount)}</Fact>}
      <Fact label={t('splits.test')}>{number(testCount)}</Fact>
      <Fact label={t('exampleSize')}>{exampleShape.join('\u00a0×\u00a0')}</Fact>
      {targetSize(target) === 0 ? null : (
        <Fact
          label={t(target.kind === 'numbers' ? 'target' : target.kind === 'columns' ? 'labels' : 'classes')}
        >
          {number(targetSize(target))}
        </Fact>
      )}
      {numbers === null ? null : (
        <Fact label={t('numbersBeside')}>
          {numbers.names.map((name, at) => (
            <div key={name}>
              {t('standardizedNumber', {
                name,
                mean: formatValue(numbers.mean[at] ?? 0, language),
                deviation: formatValue(numbers.deviation[at] ?? 1, language),
              })}
            </div>
          ))}
        </Fact>
      )}
      <Fact label={t('onDisk')}>{formatBytes(bytes, language)}</Fact>
    </Facts>
  );
}
