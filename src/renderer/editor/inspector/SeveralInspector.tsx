import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { typeLabel } from '../../store/view/describe-node';
import { Button } from '../../ui/Button';
import { ControlGroup } from '../../ui/ControlGroup';
import { IconButton } from '../../ui/IconButton';
import type { Command } from '../commands/command';
import { runCommand } from '../commands/commands';
import styles from './Inspector.module.css';
import { LearningSection } from './LearningSection';
import { ParameterForm } from './ParameterForm';

const ALIGNMENTS: readonly (readonly [Command['id'], LucideIcon])[] = [
  ['alignLeft', AlignStartVertical],
  ['alignCenter', AlignCenterVertical],
  ['alignRight', AlignEndVertical],
  ['alignTop', AlignStartHorizontal],
  ['alignMiddle', AlignCenterHorizontal],
  ['alignBottom', AlignEndHorizontal],
  ['distributeHorizontally', AlignHorizontalSpaceAround],
  ['distributeVertically', AlignVerticalSpaceAround],
];
const ACTIONS: readonly Command['id'][] = [
  'replace',
  'makeBlock',
  'bypass',
  'mute',
  'lock',
  'duplicate',
  'dissolve',
  'delete',
];

export interface SeveralInspectorProps {
  readonly nodes: readonly NodeSpec[];
  readonly scope: Scope;
  readonly location: string;
}

/** Several nodes at once: what they have in common can be changed in all of them. */
export function SeveralInspector({ nodes, scope, location }: SeveralInspectorProps) {
  const { t } = useTranslation('inspector');
  const { t: command } = useTranslation('commands');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const [first] = nodes;
  const isOneKind = nodes.every((node) => node.type === first?.type);
  const layer = isOneKind && first !== undefined ? getLayer(first.type) : undefined;
  return (
    <section aria-label={t('title')} data-testid="inspector">
      <div className={styles.section}>
        <h2>
          {t('severalTitle', { count: nodes.length })}
          {isOneKind && first !== undefined ? ` · ${typeLabel(document, first.type, language)}` : ''}
        </h2>
        <div className={styles.actions}>
          {ACTIONS.map((id) => (
            <Button key={id} size="small" onClick={() => runCommand(id)}>
              {command(`labels.${id}`)}
            </Button>
          ))}
        </div>
      </div>
      <LearningSection nodes={nodes} scope={scope} location={location} />
      <div className={styles.section}>
        <h3 className={styles.heading}>{t('align')}</h3>
        <ControlGroup className={styles.actions} label={t('align')}>
          {ALIGNMENTS.map(([id, Icon]) => (
            <IconButton
              key={id}
              icon={<Icon />}
              label={command(`labels.${id}`)}
              onClick={() => runCommand(id)}
            />
          ))}
        </ControlGroup>
      </div>
      <div className={styles.section}>
        <h3 className={styles.heading}>{t('parametersTitle')}</h3>
        {layer === undefined ? (
          <p className={styles.summary}>{t('severalKinds')}</p>
        ) : (
          <ParameterForm nodes={nodes} layer={layer} scope={scope} location={location} />
        )}
      </div>
    </section>
  );
}
