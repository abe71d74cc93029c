import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { DOCUMENT_LIMITS, type NodeSpec, type Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { setFrozen, setRateFactor } from '../../store/edits/freeze';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { hasWeights, isFrozenFromOutside } from '../../store/view/learning-state';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { runCommand } from '../commands/commands';
import styles from './Inspector.module.css';

/** The smallest factor that can be set with the field; what learns less is frozen. */
const SMALLEST_FACTOR = 1e-6;

export interface LearningSectionProps {
  /** One node, or several that are changed together. */
  readonly nodes: readonly NodeSpec[];
  readonly scope: Scope;
  readonly location: string;
}

/** Whether the weights of nodes learn, and how fast. Nodes without weights have nothing to say here. */
export const LearningSection = memo(function LearningSection({
  nodes,
  scope,
  location,
}: LearningSectionProps) {
  const { t } = useTranslation('inspector');
  const { t: command } = useTranslation('commands');
  const weighted = useAnalysis((analysis) =>
    nodes.flatMap(({ id }) => (hasWeights(analysis, location, id) ? [id] : [])).join(' '),
  );
  const isOutside = useAnalysis((analysis) =>
    nodes.every((node) => isFrozenFromOutside(analysis, location, node)),
  );
  if (weighted === '') return null;
  const ids = weighted.split(' ');
  const concerned = nodes.filter(({ id }) => ids.includes(id));
  const frozen = concerned.filter(({ trainable }) => trainable === false).length;
  const state = frozen === 0 ? 'learn' : frozen === concerned.length ? 'frozen' : null;
  const context = () => ({ ...currentEditContext(), scope });
  return (
    <div className={styles.section} data-testid="learning">
      <Field label={t('weights')}>
        <Segmented
          aria-label={t('weights')}
          value={isOutside ? 'frozen' : state}
          isDisabled={isOutside}
          options={[
            { value: 'learn', label: t('learning.learn') },
            { value: 'frozen', label: t('learning.frozen') },
          ]}
          onValueChange={(value) => performEdit(setFrozen(context(), ids, value === 'frozen'))}
        />
      </Field>
      {isOutside ? <p className={styles.summary}>{t('learning.outside')}</p> : null}
      {state === 'frozen' && !isOutside ? <p className={styles.summary}>{t('learning.frozenHelp')}</p> : null}
      {state === 'frozen' || isOutside ? null : (
        <Field label={t('rateFactor')}>
          <RateFactor
            nodes={concerned}
            onChange={(value) => performEdit(setRateFactor(context(), ids, value), `rate:${ids}`)}
          />
        </Field>
      )}
      {nodes.length > 1 ? null : (
        <div className={styles.actions}>
          {(['freezeUpTo', 'unfreezeFrom'] as const).map((id) => (
            <Button key={id} size="small" onClick={() => runCommand(id)}>
              {command(`labels.${id}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
});

function RateFactor({
  nodes,
  onChange,
}: {
  readonly nodes: readonly NodeSpec[];
  readonly onChange: (value: number) => void;
}) {
  const { t } = useTranslation('inspector');
  const factors = new Set(nodes.map(({ learningRateFactor = 1 }) => learningRateFactor));
  const [factor = 1] = factors;
  return (
    <NumberField
      aria-label={t('rateFactor')}
      value={factors.size === 1 ? factor : null}
      minimum={SMALLEST_FACTOR}
      maximum={DOCUMENT_LIMITS.learningRateFactor}
      step={0.1}
      placeholder={t('mixed')}
      onValueChange={onChange}
      onValueCommitted={() => useDocument.getState().endGesture()}
    />
  );
}
