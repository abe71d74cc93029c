import { useTranslation } from 'react-i18next';
import type {
  NetworkDifference,
  NodeChange,
  ScopeDifference,
} from '../../../graph-runtime/difference/network-difference';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { parameterLabel, parameterText } from '../../../graph-runtime/layers/describe-parameter';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import styles from './CompareView.module.css';

/** Every node that was added, removed or changed, and what about it. */
export function DifferenceList({ difference }: { readonly difference: NetworkDifference }) {
  return (
    <ul className={styles.changes}>
      {difference.map((scope) => (
        <ScopeChanges key={scope.scope ?? ''} difference={scope} />
      ))}
    </ul>
  );
}

function ScopeChanges({ difference }: { readonly difference: ScopeDifference }) {
  const { t } = useTranslation('runs');
  const { scope, added, removed, changed, addedEdges, removedEdges } = difference;
  // Wires of nodes that came or went say nothing new.
  const hasOnlyWires = added.length + removed.length + changed.length === 0;
  return (
    <li>
      {scope === null ? null : <h4 className={styles.muted}>{t('block', { name: scope })}</h4>}
      <ul className={styles.changes}>
        {changed.map((change) => (
          <ChangedNode key={change.after.id} change={change} />
        ))}
        {added.map((node) => (
          <WholeNode key={node.id} kind="added" node={node} />
        ))}
        {removed.map((node) => (
          <WholeNode key={node.id} kind="removed" node={node} />
        ))}
        {hasOnlyWires ? (
          <li className={styles.change} data-change="wires">
            <span className={styles.tag} data-kind="changed">
              {t('kinds.changed')}
            </span>
            <span>{t('wires')}</span>
            <span>{t('wiresChanged', { removed: removedEdges.length, added: addedEdges.length })}</span>
          </li>
        ) : null}
      </ul>
    </li>
  );
}

function useTypeName(): (type: string) => string {
  const language = useLanguage();
  return (type) => getLayer(type)?.label[language] ?? blockName(type) ?? type;
}

function WholeNode({ kind, node }: { readonly kind: 'added' | 'removed'; readonly node: NodeSpec }) {
  const { t } = useTranslation('runs');
  const typeName = useTypeName();
  return (
    <li className={styles.change} data-change={kind} data-node={node.id}>
      <span className={styles.tag} data-kind={kind}>
        {t(`kinds.${kind}`)}
      </span>
      <strong>{node.id}</strong>
      <span>{typeName(node.type)}</span>
    </li>
  );
}

function ChangedNode({ change }: { readonly change: NodeChange }) {
  const { t } = useTranslation('runs');
  const typeName = useTypeName();
  const language = useLanguage();
  const { before, after, isTypeChanged, parameters } = change;
  const texts = isTypeChanged
    ? [t('typeChange', { before: typeName(before.type), after: typeName(after.type) })]
    : parameters.map(({ name, before: old, after: now }) =>
        t('parameterChange', {
          parameter: parameterLabel(after.type, name, language) ?? name,
          before: parameterText(after.type, name, old, language),
          after: parameterText(after.type, name, now, language),
        }),
      );
  return (
    <li className={styles.change} data-change="changed" data-node={after.id}>
      <span className={styles.tag} data-kind="changed">
        {t('kinds.changed')}
      </span>
      <strong>{before.id === after.id ? after.id : `${before.id} → ${after.id}`}</strong>
      <span>{texts.join('; ')}</span>
    </li>
  );
}
