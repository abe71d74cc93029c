import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SshQuestion } from '../../../contract/contract';
import { useSshQuestion } from '../../store/runs/ssh-question';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { TextField } from '../../ui/TextField';
import styles from './MachinesDialog.module.css';

/** What ssh asks before it connects. */
export function SshQuestionDialog() {
  const question = useSshQuestion((state) => state.question);
  if (question === null) return null;
  return question.kind === 'host-key' ? (
    <HostKeyDialog key={question.id} question={question} />
  ) : (
    <SecretDialog key={question.id} question={question} />
  );
}

function HostKeyDialog({ question: { host, key } }: { readonly question: SshQuestion }) {
  const { t } = useTranslation('machines');
  const { answer } = useSshQuestion.getState();
  return (
    <Dialog
      isOpen
      onClose={() => answer(null)}
      size="small"
      title={t('question.keyTitle')}
      description={t('question.keyText', { host })}
      actions={
        <>
          <Button onClick={() => answer(null)}>{t('question.keyNo')}</Button>
          <Button
            variant="primary"
            isDisabled={key === null}
            onClick={() => answer(key)}
            data-testid="confirm-host-key"
          >
            {t('question.keyYes')}
          </Button>
        </>
      }
    >
      <code className={styles.key} data-testid="host-key">
        {key}
      </code>
    </Dialog>
  );
}

function SecretDialog({ question: { host, text } }: { readonly question: SshQuestion }) {
  const { t } = useTranslation('machines');
  const { answer } = useSshQuestion.getState();
  const field = useRef<HTMLInputElement>(null);
  const [secret, setSecret] = useState('');
  return (
    <Dialog
      isOpen
      onClose={() => answer(null)}
      size="small"
      title={t('question.secretTitle', { host })}
      description={t('question.secretText')}
      initialFocus={field}
      actions={
        <>
          <Button onClick={() => answer(null)}>{t('question.cancel')}</Button>
          <Button variant="primary" onClick={() => answer(secret)} data-testid="answer-secret">
            {t('question.send')}
          </Button>
        </>
      }
    >
      <div className={styles.ask}>
        <Field label={<span lang="en">{text}</span>} layout="column">
          <TextField
            ref={field}
            type="password"
            value={secret}
            aria-label={t('question.secretLabel')}
            maxLength={4_000}
            onValueChange={setSecret}
            onKeyDown={({ key }) => {
              if (key === 'Enter') answer(secret);
            }}
          />
        </Field>
      </div>
    </Dialog>
  );
}
