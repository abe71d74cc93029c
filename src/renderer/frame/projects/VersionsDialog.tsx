import { FileQuestion, History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, ProjectVersion } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { currentLanguage, i18n } from '../../messages/i18n';
import { formatFixedMoment, formatTime } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { showFailure } from '../../store/bridge/show-reply';
import { useDocument } from '../../store/document/document';
import { restoreVersion } from '../../store/files/versions';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { EmptyState } from '../../ui/EmptyState';
import { DifferenceChips } from './DifferenceChips';
import styles from './VersionsDialog.module.css';
import { formatDay, groupByDay } from './version-times';

/** The saved versions of the file: look when and what changed, bring one back, or open it beside this one. */
export function VersionsDialog() {
  const { t } = useTranslation('projects');
  const isOpen = useView((state) => state.dialog === 'versions');
  const close = () => useView.getState().openDialog(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('versions.title')}
      description={t('versions.description')}
    >
      <Versions onDone={close} />
    </Dialog>
  );
}

function Versions({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const hasFile = useDocument((state) => state.filePath !== null);
  const { versions, failure } = useVersions();
  if (failure !== null) return <Banner tone="danger">{failureText(failure, language)}</Banner>;
  if (versions === null) return null;
  if (versions.length === 0) {
    return (
      <EmptyState
        icon={hasFile ? <History /> : <FileQuestion />}
        title={t(hasFile ? 'versions.none' : 'versions.noFile')}
        text={t(hasFile ? 'versions.noneText' : 'versions.noFileText')}
      />
    );
  }
  const now = Date.now();
  return (
    <section className={styles.days} aria-label={t('versions.list')}>
      {groupByDay(versions).map(([first, ...rest]) => (
        <section key={first.id}>
          <h3 className={styles.day}>
            {formatDay(first.savedAt, now, language, {
              today: t('versions.today'),
              yesterday: t('versions.yesterday'),
            })}
          </h3>
          <ol className={styles.list}>
            {[first, ...rest].map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                isNewest={version === versions[0]}
                onDone={onDone}
              />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

interface VersionRowProps {
  readonly version: ProjectVersion;
  readonly isNewest: boolean;
  readonly onDone: () => void;
}

function VersionRow({ version, isNewest, onDone }: VersionRowProps) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const isUnchanged = useDocument((state) => state.document === state.saved);
  const time = formatFixedMoment(version.savedAt, language);
  const act = (action: typeof restoreVersion) =>
    void action(version).then((isDone) => (isDone ? onDone() : undefined));
  return (
    <li className={styles.version} data-testid="version">
      <div className={styles.what}>
        <p className={styles.time}>
          <time dateTime={new Date(version.savedAt).toISOString()}>
            {formatTime(version.savedAt, language)}
          </time>
          {version.isReceived === true ? (
            <span className={styles.mark}>{t('versions.received')}</span>
          ) : isNewest ? (
            <span className={styles.mark}>
              {t(isUnchanged ? 'versions.current' : 'versions.currentEdited')}
            </span>
          ) : null}
        </p>
        <p className={styles.figures}>
          {t('versions.nodes', { count: version.nodeCount })} · {formatBytes(version.bytes, language)}
        </p>
        <DifferenceChips difference={version.difference} />
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          variant="quiet"
          aria-label={t('versions.openCopyOf', { time })}
          onClick={() => act(openCopy)}
        >
          {t('versions.openCopy')}
        </Button>
        <Button
          size="small"
          isDisabled={isNewest && isUnchanged && version.isReceived !== true}
          aria-label={t('versions.restoreOf', { time })}
          onClick={() => act(restoreVersion)}
        >
          {t('versions.restore')}
        </Button>
      </div>
    </li>
  );
}

async function openCopy({ id, savedAt }: ProjectVersion): Promise<boolean> {
  const reply = await request('history:read', { id });
  if (!reply.ok) {
    showFailure(reply.error);
    return false;
  }
  const { document } = reply.value;
  const time = formatFixedMoment(savedAt, currentLanguage());
  const name = i18n.t('projects:versions.copyName', { name: document.name, time });
  const opened = await request('window:open', { document: { ...document, name } });
  if (!opened.ok) showFailure(opened.error);
  return opened.ok;
}

interface VersionsFound {
  /** Null until main has answered. */
  readonly versions: readonly ProjectVersion[] | null;
  readonly failure: Failure | null;
}

function useVersions(): VersionsFound {
  const [found, setFound] = useState<VersionsFound>({ versions: null, failure: null });
  const saved = useDocument((state) => state.saved);
  useEffect(() => {
    let isShown = true;
    // A save while the list is open adds to it.
    void saved;
    void request('history:list', undefined).then((reply) => {
      if (!isShown) return;
      if (reply.ok) setFound({ versions: reply.value, failure: null });
      else setFound({ versions: null, failure: reply.error });
    });
    return () => {
      isShown = false;
    };
  }, [saved]);
  return found;
}
