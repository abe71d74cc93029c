import { useTranslation } from 'react-i18next';
import type {
  NetworkDifference,
  NodeChange,
  ScopeDifference,
} from '../../../graph-runtime/difference/network-difference';
import { blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { parameterLabel, parameterText } from '../../../graph-runtime/layers/describe-parameter';
import type { Language } from '../../../graph-runtime/text/text';
import { useLanguage } from '../../messages/useLanguage';
import { nodeTitle, titleWithId, typeLabel } from '../../store/view/describe-node';
import styles from './CompareView.module.css';

export interface DifferenceListProps {
  readonly difference: NetworkDifference;
  /** The two networks, whose blocks have names. */
  readonly before: NetloomDocument;
  readonly after: NetloomDocument;
}

/** Every node that was added, removed or changed, and what about it. */
export function DifferenceList({ difference, ...documents }: DifferenceListProps) {
  return (
    <ul className={styles.changes}>
      {difference.map((scope) => (
        <ScopeChanges key={scope.scope ?? ''} difference={scope} {...documents} />
      ))}
    </ul>
  );
}

interface ScopeChangesProps extends Omit<DifferenceListProps, 'difference'> {
  readonly difference: ScopeDifference;
}

function ScopeChanges({ difference, before, after }: ScopeChangesProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const { scope, added, removed, changed, addedEdges, removedEdges } = difference;
  // Wires of nodes that came or went say nothing new.
  const hasOnlyWires = added.length + removed.length + changed.length === 0;
  return (
    <li>
      {scope === null ? null : (
        <h4 className={styles.muted}>{t('block', { name: blockTitle(scope, before, after, language) })}</h4>
      )}
      <ul className={styles.changes}>
        {changed.map((change) => (
          <ChangedNode key={change.after.id} change={change} before={before} after={after} />
        ))}
        {added.map((node) => (
          <WholeNode key={node.id} kind="added" node={node} document={after} />
        ))}
        {removed.map((node) => (
          <WholeNode key={node.id} kind="removed" node={node} document={before} />
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

/** A block that came or went is in one of the networks only. */
function blockTitle(scope: string, before: NetloomDocument, after: NetloomDocument, language: Language) {
  const document = Object.hasOwn(after.blocks, scope) ? after : before;
  return titleWithId(typeLabel(document, blockType(scope), language), scope, language);
}

interface WholeNodeProps {
  readonly kind: 'added' | 'removed';
  readonly node: NodeSpec;
  /** The network that has it. */
  readonly document: NetloomDocument;
}

function WholeNode({ kind, node, document }: WholeNodeProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  return (
    <li className={styles.change} data-change={kind} data-node={node.id}>
      <span className={styles.tag} data-kind={kind}>
        {t(`kinds.${kind}`)}
      </span>
      <NodeTitle title={nodeTitle(document, node, language)} id={node.id} />
      {node.name === undefined ? null : <span>{typeLabel(document, node.type, language)}</span>}
    </li>
  );
}

/** A node as its card is titled, with its id as the card has it. */
function NodeTitle({ title, id }: { readonly title: string; readonly id: string }) {
  return <strong>{titleWithId(title, id, useLanguage())}</strong>;
}

interface ChangedNodeProps extends Omit<DifferenceListProps, 'difference'> {
  readonly change: NodeChange;
}

function ChangedNode({ change, before, after }: ChangedNodeProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const { before: old, after: now, isTypeChanged, parameters } = change;
  const texts = isTypeChanged
    ? [
        t('typeChange', {
          before: typeLabel(before, old.type, language),
          after: typeLabel(after, now.type, language),
        }),
      ]
    : parameters.map(({ name, before: was, after: is }) =>
        t('parameterChange', {
          parameter: parameterLabel(now.type, name, language) ?? name,
          before: parameterText(now.type, name, was, language),
          after: parameterText(now.type, name, is, language),
        }),
      );
  return (
    <li className={styles.change} data-change="changed" data-node={now.id}>
      <span className={styles.tag} data-kind="changed">
        {t('kinds.changed')}
      </span>
      <NodeTitle
        title={nodeTitle(after, now, language)}
        id={old.id === now.id ? now.id : `${old.id} → ${now.id}`}
      />
      <span>{texts.join(t('between'))}</span>
    </li>
  );
}
