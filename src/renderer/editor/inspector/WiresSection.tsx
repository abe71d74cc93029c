import { X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { findNode, portsOfType, type Wire, wiresOf } from '../../store/document/network';
import { deleteElements } from '../../store/edits/remove-nodes';
import { nodeTitle, titleWithId } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { typeFrom } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import styles from './Inspector.module.css';

export interface WiresSectionProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}

/** The wires at a node: to follow, to cut, and to add without a mouse. */
export const WiresSection = memo(function WiresSection({ node, scope, location }: WiresSectionProps) {
  const { t } = useTranslation('inspector');
  const wires = useDocument((state) => wiresOf(state.document, scope));
  // A block's ports change with its definition.
  useDocument((state) => state.document.blocks);
  const ports = portsOfType(useDocument.getState().document, node.type);
  const entering = wires.filter((wire) => wire.to.id === node.id);
  const leaving = wires.filter((wire) => wire.from.id === node.id);
  const { openPicker } = useView.getState();
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('wiresTitle')}</h3>
      {entering.length + leaving.length === 0 ? <p className={styles.summary}>{t('noWires')}</p> : null}
      <ul className={styles.wires}>
        {entering.map((wire) => (
          <WireRow key={wire.key} wire={wire} other={wire.from.id} isEntering {...{ scope, location }} />
        ))}
        {leaving.map((wire) => (
          <WireRow
            key={wire.key}
            wire={wire}
            other={wire.to.id}
            isEntering={false}
            {...{ scope, location }}
          />
        ))}
      </ul>
      <div className={styles.actions}>
        {ports.inputs.length === 0 ? null : (
          <Button size="small" onClick={() => openPicker({ kind: 'connect', id: node.id, end: 'to' })}>
            {t('connectInput')}
          </Button>
        )}
        {ports.outputs.length === 0 ? null : (
          <Button size="small" onClick={() => openPicker({ kind: 'connect', id: node.id, end: 'from' })}>
            {t('connectOutput')}
          </Button>
        )}
      </div>
    </div>
  );
}, isSameNode);

function isSameNode(before: WiresSectionProps, now: WiresSectionProps): boolean {
  const isSamePlace = before.scope === now.scope && before.location === now.location;
  return isSamePlace && before.node.id === now.node.id && before.node.type === now.node.type;
}

interface WireRowProps {
  readonly wire: Wire;
  readonly other: string;
  readonly isEntering: boolean;
  readonly scope: Scope;
  readonly location: string;
}

const WireRow = memo(function WireRow({ wire, other, isEntering, scope, location }: WireRowProps) {
  const { t } = useTranslation('inspector');
  const path = joinPath(location, other);
  const language = useLanguage();
  const title = useDocument(({ document }) => {
    const node = findNode(document, scope, other);
    return node === undefined ? other : nodeTitle(document, node, language);
  });
  const name = titleWithId(title, other, language);
  const shape = useAnalysis((analysis) => {
    const type = typeFrom(analysis, location, wire.from);
    return type === null ? '?' : formatShape(type.shape);
  });
  return (
    <li className={styles.wire}>
      <span className={styles.direction}>{t(isEntering ? 'from' : 'to')}</span>
      <button
        type="button"
        className={styles.wireNode}
        onClick={() => {
          useView.getState().select([other]);
          viewport()?.show([other], { readable: true });
        }}
        title={name}
        data-node-path={path}
      >
        {title === other ? null : <span className={styles.wireTitle}>{title}</span>}{' '}
        <span className={styles.wireId}>{other}</span>
      </button>
      <span className={styles.wireShape}>{shape}</span>
      <IconButton
        size="small"
        icon={<X />}
        label={t('cut', { name: other })}
        onClick={() => {
          const context = currentEditContext();
          const now = wiresOf(context.document, context.scope).find(
            (candidate) => candidate.key === wire.key,
          );
          const { select: _kept, ...userEdit } = deleteElements(
            context,
            new Set(),
            now === undefined ? [] : [now],
          );
          performEdit(userEdit);
        }}
      />
    </li>
  );
});
