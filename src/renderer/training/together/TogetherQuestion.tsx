import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import { type TogetherQuestion as Asked, useTogetherQuestion } from '../../store/runs/together-question';
import { useLineSpeed } from '../../store/runs/line-speed';
import { useTrainOn } from '../../store/runs/train-on';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Fact, Facts } from '../../ui/Facts';
import { formatList } from '../../ui/format-list';
import { useGroupForecast } from '../forecast/use-group-forecast';
import { ExpectedSpeed } from './ExpectedSpeed';
import styles from './Together.module.css';

/** Asks, before several machines train together, whether their network is closed, and says what is sent and what to expect. */
export function TogetherQuestion() {
  const question = useTogetherQuestion((state) => state.question);
  return question === null ? null : <Question question={question} />;
}

function Question({ question: { document, others } }: { readonly question: Asked }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { answer } = useTogetherQuestion.getState();
  const chosenLine = useTrainOn((state) => state.line);
  const line = useLineSpeed(others, chosenLine);
  const forecast = useGroupForecast(document, others.length + 1, line);
  const isPoor = forecast?.isWorthwhile === false;
  return (
    <Dialog
      isOpen
      onClose={() => answer('canceled')}
      title={t('together.askTitle', { count: others.length })}
      actions={
        <>
          <Button onClick={() => answer('canceled')}>{t('together.cancel')}</Button>
          <Button
            variant={isPoor ? 'primary' : 'secondary'}
            onClick={() => answer('alone')}
            data-testid="train-alone"
          >
            {t('together.alone')}
          </Button>
          <Button
            variant={isPoor ? 'secondary' : 'primary'}
            onClick={() => answer('together')}
            data-testid="train-together"
          >
            {t('together.start')}
          </Button>
        </>
      }
    >
      <div className={styles.view}>
        <Banner tone="warning" title={t('together.closedTitle')}>
          {t('together.closed')}
        </Banner>
        <Facts>
          <Fact label={t('together.asked')} testId="group-names">
            {t('together.askedNames', { names: formatList(others, language) })}
          </Fact>
          <Fact label={t('together.expected')}>
            <ExpectedSpeed forecast={forecast} />
          </Fact>
          <Fact label={t('together.sent')}>
            {document === null ? null : <SentText id={document.dataset.id} name={document.dataset.name} />}
          </Fact>
          <Fact label={t('together.kept')}>{t('together.keptText')}</Fact>
        </Facts>
      </div>
    </Dialog>
  );
}

function SentText({ id, name }: { readonly id: string; readonly name: string | undefined }) {
  const { t } = useTranslation('machines');
  const known = useDatasets().find((dataset) => dataset.id === id)?.name;
  return t('together.sentText', { dataset: known ?? name ?? datasetName(id) });
}
