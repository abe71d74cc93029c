import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachines } from '../../store/runs/machines';
import { useView } from '../../store/view/view';
import { Dialog } from '../../ui/Dialog';
import { AddMachine } from './AddMachine';
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
        <AddMachine />
      </div>
    </Dialog>
  );
}
