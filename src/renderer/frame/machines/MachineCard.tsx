import { Download, Server, Stethoscope, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type {
  CheckedMachine,
  MachineProgress,
  RemoteMachine,
  SlurmReport,
  SlurmSettings,
} from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { GIGABIT } from '../../../graph-runtime/estimate/group-speed';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { type MachineState, useMachine, useMachines } from '../../store/runs/machines';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Fact, Facts } from '../../ui/Facts';
import { formatLine } from '../../ui/figures';
import { formatList } from '../../ui/format-list';
import { IconButton } from '../../ui/IconButton';
import { Progress } from '../../ui/Progress';
import styles from './MachinesDialog.module.css';

/** One machine: where it is, what is known of it, and what can be done with it. */
export function MachineCard({ machine }: { readonly machine: RemoteMachine }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { name, host, folder, slurm } = machine;
  const state = useMachine(name);
  return (
    <li className={styles.card} data-testid="machine" data-machine={name}>
      <div className={styles.head}>
        <Server aria-hidden="true" />
        <div className={styles.names}>
          <p className={styles.name}>{name}</p>
          <p className={styles.place}>
            {host} · {folder.startsWith('/') ? folder : `~/${folder}`}
          </p>
          {slurm === null ? null : <JobSettings slurm={slurm} />}
        </div>
        <Actions name={name} state={state} />
      </div>
      {state.busy === 'installing' ? <Installation name={name} progress={state.progress} /> : null}
      {state.failure === null ? null : (
        <Banner tone="danger">
          <span data-testid="machine-failure">{failureText(state.failure, language)}</span>
        </Banner>
      )}
      {state.installed === null ? null : (
        <Banner tone="success">{t('installed', { ...state.installed })}</Banner>
      )}
      {state.report === null ? null : <Report report={state.report} />}
    </li>
  );
}

/** What is asked of Slurm for each run. */
function JobSettings({ slurm }: { readonly slurm: SlurmSettings }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { partition, nodes, cores, gres, time } = slurm;
  const counted = (count: number | null, key: 'nodesOf' | 'coresOf') =>
    count === null ? null : t(key, { count });
  const words = [partition, counted(nodes, 'nodesOf'), counted(cores, 'coresOf'), gres, time];
  const asked = words.filter((word) => word !== null);
  const settings = asked.length === 0 ? t('slurmDefaults') : formatList(asked, language);
  return <p className={styles.place}>{t('jobsOf', { settings })}</p>;
}

function Actions({ name, state }: { readonly name: string; readonly state: MachineState }) {
  const { t } = useTranslation('machines');
  const { check, install, cancel, remove } = useMachines.getState();
  const { busy, report } = state;
  const isMissing = report !== null && !report.isInstalled;
  return (
    <div className={styles.buttons}>
      {busy === null ? null : (
        <Button variant="quiet" onClick={() => cancel(name)}>
          {t('cancel')}
        </Button>
      )}
      <Button
        icon={<Stethoscope />}
        isBusy={busy === 'checking'}
        isDisabled={busy === 'installing'}
        onClick={() => void check(name)}
        data-testid="check-machine"
      >
        {t(busy === 'checking' ? 'checking' : 'check')}
      </Button>
      {isMissing || busy === 'installing' ? (
        <Button
          variant="primary"
          icon={<Download />}
          isBusy={busy === 'installing'}
          onClick={() => void install(name)}
          data-testid="install-trainer"
        >
          {t(busy === 'installing' ? 'installing' : report?.versions.length ? 'installAgain' : 'install')}
        </Button>
      ) : null}
      <IconButton icon={<Trash2 />} label={t('removeNamed', { name })} onClick={() => void remove(name)} />
    </div>
  );
}

function Installation({
  name,
  progress,
}: {
  readonly name: string;
  readonly progress: MachineProgress | null;
}) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { stage = 'connecting', sentBytes = 0, allBytes = 0 } = progress ?? {};
  const bytes = { sent: formatBytes(sentBytes, language), all: formatBytes(allBytes, language) };
  const text = t(`stages.${stage}`, bytes);
  return (
    <>
      <Progress
        value={stage === 'sending' && allBytes > 0 ? sentBytes / allBytes : null}
        aria-label={t('progress', { name })}
        valueText={text}
      />
      <p className={styles.muted} data-testid="install-progress">
        {text}
      </p>
    </>
  );
}

function Report({ report }: { readonly report: CheckedMachine }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const { hostKey, system, machine, processor, cores, memoryBytes, cards, freeBytes } = report;
  const { lineBits, slurm } = report;
  const name = processor === '' ? t('report.unknown') : processor;
  const memory = formatBytes(memoryBytes, language);
  return (
    <Facts>
      <Fact label={t('report.trainer')} testId="machine-trainer">
        <TrainerText report={report} />
      </Fact>
      <Fact label={t('report.processor')}>{t('report.processorValue', { name, count: cores, memory })}</Fact>
      <Fact label={t('report.cards')}>
        {cards.length === 0
          ? t('report.noCards')
          : t('report.cardsUnused', { cards: formatList(cards, language) })}
      </Fact>
      {slurm === undefined ? null : <SlurmFacts report={slurm} />}
      <Fact label={t('report.room')}>{formatBytes(freeBytes, language)}</Fact>
      {lineBits === null ? null : (
        <Fact label={t('report.line')} testId="machine-line">
          {t('report.lineValue', { speed: formatLine(lineBits / GIGABIT, language) })}
        </Fact>
      )}
      <Fact label={t('report.system')}>{`${system}, ${machine}`}</Fact>
      <Fact label={t('report.hostKey')}>
        <code>{hostKey}</code>
      </Fact>
    </Facts>
  );
}

function SlurmFacts({ report: { version, partitions } }: { readonly report: SlurmReport }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  const words = partitions.map(({ name, isDefault, timeLimit, gres }) => {
    const text = t(isDefault ? 'report.partitionDefault' : 'report.partitionOther', {
      name,
      time: timeLimit,
    });
    return gres === '' ? text : `${text} ${gres}`;
  });
  return (
    <>
      <Fact label={t('report.slurm')}>{version}</Fact>
      <Fact label={t('report.partitions')} testId="machine-partitions">
        {formatList(words, language)}
      </Fact>
    </>
  );
}

function TrainerText({ report: { isInstalled, versions } }: { readonly report: CheckedMachine }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  if (isInstalled) return t('report.trainerReady');
  if (versions.length === 0) return t('report.trainerMissing');
  return t('report.trainerOld', { versions: formatList(versions, language) });
}
