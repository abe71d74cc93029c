import { useTranslation } from 'react-i18next';
import type { SlurmForm } from '../../../contract/contract';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';
import styles from './MachinesDialog.module.css';

const NO_SLURM: SlurmForm = {
  ...{ partition: '', nodes: '', cores: '', gres: '', time: '' },
  isClosedNetwork: false,
};

export interface SlurmFieldsProps {
  readonly slurm: SlurmForm | null;
  readonly onChange: (slurm: SlurmForm | null) => void;
}

/** Whether runs there are jobs of Slurm, and what these ask for. */
export function SlurmFields({ slurm, onChange }: SlurmFieldsProps) {
  const { t } = useTranslation('machines');
  return (
    <div className={styles.options}>
      <Field label={t('startedBy')} layout="column">
        <Select
          value={slurm === null ? 'ssh' : 'slurm'}
          aria-label={t('startedBy')}
          options={[
            { value: 'ssh', label: t('startedDirectly') },
            { value: 'slurm', label: t('startedBySlurm') },
          ]}
          onValueChange={(kind) => onChange(kind === 'slurm' ? NO_SLURM : null)}
          data-testid="started-by"
        />
      </Field>
      {slurm === null
        ? null
        : (['partition', 'nodes', 'cores', 'gres', 'time'] as const).map((field) => (
            <Field key={field} label={t(field)} help={t(`${field}Help`)} layout="column">
              <TextField
                value={slurm[field]}
                aria-label={t(field)}
                maxLength={100}
                onValueChange={(value) => onChange({ ...slurm, [field]: value })}
              />
            </Field>
          ))}
      {slurm === null || !(Number(slurm.nodes) > 1) ? null : (
        <div className={styles.consent}>
          <Switch
            isOn={slurm.isClosedNetwork}
            label={t('closedNetwork')}
            onToggle={(isClosedNetwork) => onChange({ ...slurm, isClosedNetwork })}
          />
          <p className={styles.muted}>{t('closedNetworkHelp')}</p>
        </div>
      )}
    </div>
  );
}
