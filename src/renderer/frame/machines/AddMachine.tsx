import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, SlurmForm } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useMachines } from '../../store/runs/machines';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { TextField } from '../../ui/TextField';
import styles from './MachinesDialog.module.css';
import { SlurmFields } from './SlurmFields';

const EMPTY = { name: '', host: '', folder: '' };

/** The form for another machine. */
export function AddMachine() {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const heading = useId();
  const [values, setValues] = useState(EMPTY);
  const [slurm, setSlurm] = useState<SlurmForm | null>(null);
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
