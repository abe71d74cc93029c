import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { renameNode } from '../../store/edits/nodes';
import { typeLabel } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { TextField } from '../../ui/TextField';

/** The name on the card; empty, the card shows the layer's own name. */
export function NodeName({ node, scope }: { readonly node: NodeSpec; readonly scope: Scope }) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const [draft, setDraft] = useState<string | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const isRenaming = useView((state) => state.renaming === node.id);
  useEffect(() => {
    if (!isRenaming) return;
    inputRef.current?.focus();
    inputRef.current?.select();
    useView.getState().startRenaming(null);
  }, [isRenaming]);
  const commit = () => {
    if (draft !== null && draft.trim() !== (node.name ?? ''))
      performEdit(renameNode({ ...currentEditContext(), scope }, node.id, draft));
    setDraft(null);
  };
  return (
    <TextField
      ref={inputRef}
      value={draft ?? node.name ?? ''}
      onValueChange={setDraft}
      onValueCommitted={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
      }}
      placeholder={typeLabel(useDocument.getState().document, node.type, language)}
      aria-label={t('name')}
      maxLength={200}
    />
  );
}
