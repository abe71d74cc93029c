import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, TypedSlurm } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useMachines } from '../../store/runs/machines';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './MachinesDialog.module.css';

const EMPTY = { name: '', host: '', folder: '' };
const NO_SLURM: TypedSlurm = { partition: '', cores: '', gres: '', time: '' };

/** The form for another machine. */
export function AddMachine() {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const heading = useId();
  const [values, setValues] = useState(EMPTY);
  const [slurm, setSlurm] = useState<TypedSlurm | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const set = (changes: Partial<typeof EMPTY>) => {
    setRefusal(null);
    setValues({ ...values, ...changes });
  };
  const add = async () => {
    const name = values.name === '' ? values.host : values.name;
    const refused = await useMachines.getState().add({ ...values, name, slurm });
    setRefusal(refused);
    if (refused !== null) return;
    setValues(EMPTY);
    setSlurm(null);
  };
  return (
    <form
      className={styles.form}
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (values.host !== '') void add();
      }}
    >
      <h3 id={heading}>{t('add')}</h3>
      <KnownHosts onChoose={(host) => set({ host, name: values.name === '' ? host : values.name })} />
      <div className={styles.fields}>
        {(['host', 'name', 'folder'] as const).map((field) => (
          <Field key={field} label={t(field)} help={t(`${field}Help`)} layout="column">
            <TextField
              value={values[field]}
              aria-label={t(field)}
              placeholder={field === 'folder' ? '.netloom' : ''}
              maxLength={400}
              onValueChange={(value) => set({ [field]: value })}
            />
          </Field>
        ))}
      </div>
      <SlurmFields
        slurm={slurm}
        onChange={(changed) => {
          setRefusal(null);
          setSlurm(changed);
        }}
      />
      {refusal === null ? null : <Banner tone="danger">{failureText(refusal, language)}</Banner>}
      <div>
        <Button type="submit" icon={<Plus />} isDisabled={values.host === ''} data-testid="add-machine">
          {t('addButton')}
        </Button>
      </div>
    </form>
  );
}

interface SlurmFieldsProps {
  readonly slurm: TypedSlurm | null;
  readonly onChange: (slurm: TypedSlurm | null) => void;
}

/** Whether runs there are jobs of Slurm, and what these ask for. */
function SlurmFields({ slurm, onChange }: SlurmFieldsProps) {
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
        : (['partition', 'cores', 'gres', 'time'] as const).map((field) => (
            <Field key={field} label={t(field)} help={t(`${field}Help`)} layout="column">
              <TextField
                value={slurm[field]}
                aria-label={t(field)}
                maxLength={100}
                onValueChange={(value) => onChange({ ...slurm, [field]: value })}
              />
            </Field>
          ))}
    </div>
  );
}

/** Hosts of the user's ssh configuration that are no machines yet: a click fills them in. */
function KnownHosts({ onChoose }: { readonly onChoose: (host: string) => void }) {
  const { t } = useTranslation('machines');
  const hosts = useMachines((state) => state.hosts);
  const machines = useMachines((state) => state.machines);
  const others = hosts.filter((host) => !machines.some((machine) => machine.host === host));
  if (others.length === 0) return null;
  return (
    <div className={styles.known}>
      <span className={styles.muted}>{t('known')}</span>
      {others.map((host) => (
        <Button key={host} size="small" onClick={() => onChoose(host)}>
          {host}
        </Button>
      ))}
    </div>
  );
}
