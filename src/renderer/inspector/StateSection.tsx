import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../graph-runtime/document/document';
import { formatParameter } from '../store/describe-node';
import { useDocument } from '../store/document';
import { portsOfType } from '../store/network';
import { currentStage, performStep } from '../store/stage';
import { setEnabled } from '../store/steps/nodes';
import { setRepeat } from '../store/steps/parameters';
import { Field } from '../ui/Field';
import { NumberField } from '../ui/NumberField';
import { Switch } from '../ui/Switch';
import styles from './Inspector.module.css';

const MOST_COPIES = 1_000;

/** Whether a node takes part, and how many copies of it stand behind one another. */
export function StateSection({ node, scope }: { readonly node: NodeSpec; readonly scope: Scope }) {
  const { t } = useTranslation('inspector');
  const document = useDocument((state) => state.document);
  const ports = portsOfType(document, node.type);
  if (ports.inputs.length === 0 || ports.outputs.length === 0) return null;
  const place = { document, scope };
  const repeat = typeof node.repeat === 'number' ? node.repeat : 1;
  return (
    <div className={styles.section}>
      <Field label={t('enabled')}>
        {typeof node.enabled === 'string' ? (
          <span>
            {t('enabledBy')} <code>{formatParameter(node.enabled)}</code>
          </span>
        ) : (
          <Switch
            aria-label={t('enabled')}
            isOn={node.enabled !== false}
            onToggle={(isOn) => performStep(setEnabled({ ...currentStage(), scope }, [node.id], isOn))}
          />
        )}
      </Field>
      {node.enabled === false ? <p className={styles.summary}>{t('bypassed')}</p> : null}
      <Field label={t('repeat')}>
        {typeof node.repeat === 'string' ? (
          <code>{formatParameter(node.repeat)}</code>
        ) : (
          <NumberField
            aria-label={t('repeat')}
            value={repeat}
            minimum={1}
            maximum={MOST_COPIES}
            onValueChange={(value) =>
              performStep(setRepeat(place, node.id, value === 1 ? undefined : value), `repeat:${node.id}`)
            }
            onValueCommitted={() => useDocument.getState().endGesture()}
          />
        )}
      </Field>
    </div>
  );
}
