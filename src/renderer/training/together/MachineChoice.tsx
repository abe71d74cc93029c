import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteMachine } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { type MachineState, useMachine } from '../../store/runs/machines';
import styles from './Together.module.css';

interface MachineChoiceProps {
  readonly machine: RemoteMachine;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** Whether a machine has been looked at, and can train. */
export function isReady(state: MachineState | undefined): boolean {
  return state?.report?.isInstalled === true;
}

/** A machine that may train together with this one, and what is known of it. */
export function MachineChoice({ machine, isChosen, onChoose }: MachineChoiceProps) {
  const { t } = useTranslation('machines');
  const id = useId();
  const { name, slurm } = machine;
  const state = useMachine(name);
  return (
    <li className={styles.machine} data-testid="group-machine" data-machine={name}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen}
        disabled={slurm !== null && !isChosen}
        aria-label={t('together.chooseNamed', { name })}
        aria-describedby={`${id}-state`}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <label htmlFor={id}>
        <span className={styles.name}>{name}</span>
        <StateText id={`${id}-state`} machine={machine} state={state} />
      </label>
    </li>
  );
}

interface StateTextProps {
  readonly id: string;
  readonly machine: RemoteMachine;
  readonly state: MachineState;
}

function StateText({ id, machine, state }: StateTextProps) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { busy, failure, report } = state;
  const tone = failure !== null ? 'failed' : isReady(state) ? 'ready' : undefined;
  const words = () => {
    if (machine.slurm !== null) return t('together.bySlurm');
    if (busy !== null) return t(busy === 'checking' ? 'checking' : 'installing');
    if (failure !== null) return failureText(failure, language);
    if (report === null) return t('together.unchecked');
    return t(report.isInstalled ? 'together.ready' : 'together.notInstalled');
  };
  return (
    <span id={id} className={styles.state} data-tone={tone} aria-live="polite">
      {words()}
    </span>
  );
}
