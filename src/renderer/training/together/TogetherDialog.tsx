import { Server } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../../contract/failures';
import { canDivide, perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { useLineSpeed, useMeasuredLine } from '../../store/runs/line-speed';
import { useMachines } from '../../store/runs/machines';
import { LINE_SPEEDS, useTrainOn } from '../../store/runs/train-on';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { formatLine } from '../../ui/figures';
import { Select } from '../../ui/Select';
import { useGroupForecast } from '../forecast/use-group-forecast';
import { ExpectedSpeed } from './ExpectedSpeed';
import { isReady, MachineChoice } from './MachineChoice';
import styles from './Together.module.css';

/** Which machines train together with this one, and what that is expected to bring. */
export function TogetherDialog() {
  const isOpen = useView((state) => state.dialog === 'together');
  return isOpen ? <Choice /> : null;
}

const close = () => useView.getState().openDialog(null);

function Choice() {
  const { t } = useTranslation('machines');
  const { others, line: before } = useTrainOn.getState();
  const [chosen, setChosen] = useState(others);
  const [line, setLine] = useState(before);
  const machines = useMachines((state) => state.machines);
  const areReady = useMachines(({ states }) => chosen.every((name) => isReady(states.get(name))));
  // Those of the last time.
  useEffect(() => lookAt(useTrainOn.getState().others), []);
  const choose = (name: string, isChosen: boolean) => {
    setChosen((now) => (isChosen ? [...now, name] : now.filter((other) => other !== name)));
    if (isChosen) lookAt([name]);
  };
  const use = () => {
    useTrainOn.getState().chooseTogether(chosen, line);
    close();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('together.title')}
      description={t('together.description')}
      actions={
        <>
          <Button icon={<Server />} onClick={() => useView.getState().openDialog('machines')}>
            {t('menu')}
          </Button>
          <Button onClick={close}>{t('together.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={chosen.length === 0 || !areReady}
            onClick={use}
            data-testid="use-machines"
          >
            {t('together.use')}
          </Button>
        </>
      }
    >
      <div className={styles.view}>
        {machines.length === 0 ? <p className={styles.detail}>{t('none')}</p> : null}
        <ul className={styles.list} aria-label={t('together.machines')}>
          {machines.map((machine) => (
            <MachineChoice
              key={machine.name}
              machine={machine}
              isChosen={chosen.includes(machine.name)}
              onChoose={(isChosen) => choose(machine.name, isChosen)}
            />
          ))}
        </ul>
        <LineChoice others={chosen} line={line} onChoose={setLine} />
        <Outlook others={chosen} chosenLine={line} />
        <Banner tone="warning" title={t('together.closedTitle')}>
          {t('together.closed')}
        </Banner>
      </div>
    </Dialog>
  );
}

interface LineChoiceProps {
  readonly others: readonly string[];
  readonly line: number | null;
  readonly onChoose: (line: number | null) => void;
}

/** The option for what was measured. */
const MEASURED = 'measured';

function LineChoice({ others, line, onChoose }: LineChoiceProps) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const measured = useMeasuredLine(others);
  const speedText = (speed: number) => t('together.speed', { speed: formatLine(speed, language) });
  const options = [
    {
      value: MEASURED,
      label:
        measured === null
          ? t('together.measuredLater')
          : t('together.measured', { speed: speedText(measured) }),
    },
    ...LINE_SPEEDS.map((speed) => ({ value: String(speed), label: speedText(speed) })),
  ];
  return (
    <Field label={t('together.line')} help={t('together.lineHelp')}>
      <Select
        value={line === null ? MEASURED : String(line)}
        options={options}
        aria-label={t('together.line')}
        onValueChange={(value) => onChoose(value === MEASURED ? null : Number(value))}
        data-testid="line-speed"
      />
    </Field>
  );
}

/** For the network that is open: how fast it would train, or why it cannot be divided. */
function Outlook({
  others,
  chosenLine,
}: {
  readonly others: readonly string[];
  readonly chosenLine: number | null;
}) {
  const language = useLanguage();
  const training = useDocument((state) => state.document.training);
  const document = useAnalysis((analysis) => (analysis.isTrainable ? analysis.document : null));
  const machines = others.length + 1;
  const line = useLineSpeed(others, chosenLine);
  const forecast = useGroupForecast(document, machines, line);
  if (machines < 2) return null;
  if (!canDivide(training, machines)) {
    const { batchSize } = training;
    const values = { received: machines, batchSize, size: perStepBatch(training) };
    return <Banner tone="danger">{failureText({ code: 'undividable-batch', values }, language)}</Banner>;
  }
  return document === null ? null : (
    <div aria-live="polite">
      <ExpectedSpeed forecast={forecast} />
    </div>
  );
}

/** What was wrong with a machine the last time may not be wrong any more. */
function lookAt(names: readonly string[]): void {
  const { states, check } = useMachines.getState();
  for (const name of names) {
    const state = states.get(name);
    if (!isReady(state) && (state?.busy ?? null) === null) void check(name);
  }
}
