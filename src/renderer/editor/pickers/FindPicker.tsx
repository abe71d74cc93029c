import { Frame, StickyNote } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { blockType } from '../../../graph-runtime/document/block-type';
import { lastSegment } from '../../../graph-runtime/document/node-path';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { noteIdOf, noteKey } from '../../store/document/notes';
import { categoryOf, typeLabel } from '../../store/view/describe-node';
import { goToNote, goToPath } from '../../store/view/problems';
import { useView } from '../../store/view/view';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';
import { layerNames, nodeQuery } from './node-types';

/** Finds any node of the expanded network, however deep in blocks, and any note or frame, and goes there. */
export function FindPicker() {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const items = useMemo(() => {
    const { document } = useDocument.getState();
    const { graph } = analysisOf(document);
    const places = [
      ...graph.groups.map((group) => ({ path: group.path, type: group.node.type })),
      ...graph.nodes.map((node) => ({ path: node.path, type: node.type })),
    ];
    const nodes = places.map(({ path, type }): QuickPickItem => {
      const label = typeLabel(document, type, language);
      const category = categoryOf(type);
      return {
        id: path,
        label: path,
        keywords: [label, type, lastSegment(path), ...layerNames(type)],
        hint: label,
        category,
        icon: <CategoryIcon category={category} />,
      };
    });
    const notes = document.notes.map((note): QuickPickItem => {
      const kind = t(note.kind === 'frame' ? 'frame' : 'note');
      const isFrame = note.kind === 'frame';
      return {
        id: noteKey(note.id),
        label: note.text.trim() === '' ? kind : note.text.trim(),
        keywords: [kind, note.id],
        hint:
          note.scope === null ? kind : `${kind} · ${typeLabel(document, blockType(note.scope), language)}`,
        icon: isFrame ? <Frame aria-hidden="true" /> : <StickyNote aria-hidden="true" />,
      };
    });
    return [...nodes, ...notes];
  }, [language, t]);
  const close = () => useView.getState().openPicker(null);
  return (
    <QuickPick
      label={t('findNode')}
      placeholder={t('findPlaceholder')}
      items={items}
      readQuery={nodeQuery}
      onClose={close}
      onPick={(path) => {
        close();
        const note = noteIdOf(path);
        if (note === null) goToPath(path);
        else goToNote(note);
      }}
    />
  );
}
