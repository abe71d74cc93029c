import { Plus } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useMachines } from '../../store/runs/machines';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { TextField } from '../../ui/TextField';
import { MachineCard } from './MachineCard';
import styles from './MachinesDialog.module.css';

/** Other machines that can train: added, looked at, given the trainer. */
export function MachinesDialog() {
  const { t } = useTranslation('machines');
  const isOpen = useView((state) => state.dialog === 'machines');
  const machines = useMachines((state) => state.machines);
  useEffect(() => {
    if (isOpen) void useMachines.getState().load();
  }, [isOpen]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => useView.getState().openDialog(null)}
      title={t('title')}
      description={t('description')}
      size="large"
    >
      <div className={styles.view}>
        {machines.length === 0 ? (
          <p className={styles.muted}>{t('none')}</p>
        ) : (
          <ul className={styles.list} aria-label={t('list')}>
            {machines.map((machine) => (
              <MachineCard key={machine.name} machine={machine} />
            ))}
          </ul>
        )}
        <AddForm />
      </div>
    </Dialog>
  );
}

const EMPTY = { name: '', host: '', folder: '' };

function AddForm() {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const heading = useId();
  const [values, setValues] = useState(EMPTY);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const set = (changes: Partial<typeof EMPTY>) => {
    setRefusal(null);
    setValues({ ...values, ...changes });
  };
  const add = async () => {
    const { name, host, folder } = values;
    const refused = await useMachines.getState().add(name === '' ? host : name, host, folder);
    setRefusal(refused);
    if (refused === null) setValues(EMPTY);
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
