import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../messages/useLanguage';
import { analysisOf } from '../store/analysis';
import { categoryOf, typeLabel } from '../store/describe-node';
import { useDocument } from '../store/document';
import { goToPath } from '../store/problems';
import { useView } from '../store/view';
import { CategoryIcon } from '../ui/CategoryIcon';
import { QuickPick, type QuickPickItem } from '../ui/QuickPick';

/** Finds any node of the expanded network, however deep in blocks, and goes there. */
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
    return places.map(({ path, type }): QuickPickItem => {
      const label = typeLabel(document, type, language);
      const category = categoryOf(type);
      return {
        id: path,
        label: path,
        keywords: [label, type],
        hint: label,
        category,
        icon: <CategoryIcon category={category} />,
      };
    });
  }, [language]);
  const close = () => useView.getState().openPicker(null);
  return (
    <QuickPick
      label={t('findNode')}
      placeholder={t('findPlaceholder')}
      items={items}
      onClose={close}
      onPick={(path) => {
        close();
        goToPath(path);
      }}
    />
  );
}
