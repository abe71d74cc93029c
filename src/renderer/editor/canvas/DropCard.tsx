import { NodeToolbar, Position, ViewportPortal } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { findNode } from '../../store/document/network';
import { boxOf } from '../../store/edits/placing';
import { replaceWithPicked } from '../../store/view/block-library';
import { pickedLabel } from '../../store/view/describe-node';
import { currentEditContext } from '../../store/view/edit-context';
import { keptNames } from '../../store/view/replace-selection';
import { useView } from '../../store/view/view';
import styles from './DropCard.module.css';

/** The card that would be replaced if what is dragged were dropped now: with what it becomes, and what it keeps. */
export function DropCard() {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const card = useView((state) => state.dropCard);
  if (card === null) return null;
  const context = currentEditContext();
  const node = findNode(context.document, context.scope, card.id);
  const box = node === undefined ? null : boxOf(context, node);
  const name = pickedLabel(context.document, card.type, language);
  const replaced = replaceWithPicked(context, [card.id], { type: card.type });
  if (box === null || replaced === null) return null;
  const { x: left, y: top, width, height } = box;
  return (
    <>
      <ViewportPortal>
        <div className={styles.ring} style={{ left, top, width, height }} />
      </ViewportPortal>
      <NodeToolbar nodeId={card.id} isVisible position={Position.Bottom} className={styles.label ?? ''}>
        <p className={styles.name} data-testid="drop-card">
          {t('replaceDrop', { name })}
        </p>
        {replaced.kept.length === 0 ? null : (
          <p>{t('replaceKeeps', { parameters: keptNames(replaced.kept) })}</p>
        )}
      </NodeToolbar>
    </>
  );
}
