import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { initialSettings } from '../../../graph-runtime/settings/kind';
import type { SettingName } from '../../../graph-runtime/settings/registry';
import type { ListField, SettingDefinition } from '../../../graph-runtime/settings/setting';
import { useLanguage } from '../../messages/useLanguage';
import { Button } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import styles from './AugmentationList.module.css';
import { AugmentationPreview } from './AugmentationPreview';
import { ListItem } from './ListItem';
import { moveItem } from './move-item';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface AugmentationListProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: SettingName;
  readonly definition: SettingDefinition;
  readonly field: ListField;
}

/** How training images are changed at random, one after the other: to add, to order, to take away, to set. */
export function AugmentationList({ editor, name, field }: AugmentationListProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const items = itemsOf(editor.settings[name]);
  const { schema } = field;
  /** A list that the schema refuses changes nothing; an empty one is left out. */
  const replace = (next: readonly object[], gesture?: string) => {
    const parsed = schema.safeParse(next);
    if (parsed.success) editor.change({ [name]: next.length === 0 ? undefined : parsed.data }, gesture);
  };
  const keys = keysOf(items);
  return (
    <>
      <div className={styles.section}>
        <div className={styles.head}>
          <span className={styles.title} title={field.help[language]}>
            {field.label[language]}
          </span>
          <Menu
            align="end"
            trigger={
              <Button size="small" icon={<Plus />}>
                {t('addAugmentation')}
              </Button>
            }
            entries={Object.values(field.kinds).map((kind) => ({
              kind: 'item' as const,
              id: kind.type,
              label: kind.label[language],
              onSelect: () => replace([...items, initialSettings(kind, editor.settings)]),
            }))}
          />
        </div>
        {items.length === 0 ? <p className={styles.empty}>{t('noAugmentation')}</p> : null}
        <ol className={styles.list}>
          {items.map((item, index) => (
            <ListItem
              key={keys[index]}
              item={item}
              kind={field.kinds[typeOf(item)]}
              place={`${name}.${index}`}
              number={index + 1}
              count={items.length}
              onMove={(by) => replace(moveItem(items, index, by))}
              onRemove={() => replace(items.filter((_, at) => at !== index))}
              onChange={(key, value) =>
                replace(
                  items.map((other, at) => (at === index ? { ...other, [key]: value } : other)),
                  `training.${name}.${index}.${key}`,
                )
              }
              onCommit={editor.endGesture}
            />
          ))}
        </ol>
      </div>
      {items.length > 0 && field.preview === 'images' ? (
        <AugmentationPreview settings={editor.settings} />
      ) : null}
    </>
  );
}

function itemsOf(value: unknown): readonly object[] {
  return Array.isArray(value)
    ? value.filter((item: unknown) => typeof item === 'object' && item !== null)
    : [];
}

function typeOf(item: object): string {
  return String(Reflect.get(item, 'type'));
}

/** The first rotation, the second rotation, ...: equal items are distinguished by their number among their kind. */
function keysOf(items: readonly object[]): string[] {
  return items.map((item, index) => {
    const before = items.slice(0, index).filter((other) => typeOf(other) === typeOf(item));
    return `${typeOf(item)} ${before.length}`;
  });
}
