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
import { moveStep } from './move-step';
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
  const steps = stepsOf(editor.settings[name]);
  const { schema } = field;
  /** A list that the schema refuses changes nothing; an empty one is left out. */
  const replace = (next: readonly object[], gesture?: string) => {
    const parsed = schema.safeParse(next);
    if (parsed.success) editor.change({ [name]: next.length === 0 ? undefined : parsed.data }, gesture);
  };
  const keys = keysOf(steps);
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
              onSelect: () => replace([...steps, initialSettings(kind, editor.settings)]),
            }))}
          />
        </div>
        {steps.length === 0 ? <p className={styles.empty}>{t('noAugmentation')}</p> : null}
        <ol className={styles.list}>
          {steps.map((step, index) => (
            <ListItem
              key={keys[index]}
              step={step}
              kind={field.kinds[typeOf(step)]}
              place={`${name}.${index}`}
              number={index + 1}
              count={steps.length}
              onMove={(by) => replace(moveStep(steps, index, by))}
              onRemove={() => replace(steps.filter((_, at) => at !== index))}
              onChange={(key, value) =>
                replace(
                  steps.map((other, at) => (at === index ? { ...other, [key]: value } : other)),
                  `training.${name}.${index}.${key}`,
                )
              }
              onCommit={editor.endGesture}
            />
          ))}
        </ol>
      </div>
      {steps.length > 0 && field.preview === 'images' ? (
        <AugmentationPreview settings={editor.settings} />
      ) : null}
    </>
  );
}

function stepsOf(value: unknown): readonly object[] {
  return Array.isArray(value)
    ? value.filter((step: unknown) => typeof step === 'object' && step !== null)
    : [];
}

function typeOf(step: object): string {
  return String(Reflect.get(step, 'type'));
}

/** The first rotation, the second rotation, ...: equal steps are distinguished by their number among their kind. */
function keysOf(steps: readonly object[]): string[] {
  return steps.map((step, index) => {
    const before = steps.slice(0, index).filter((other) => typeOf(other) === typeOf(step));
    return `${typeOf(step)} ${before.length}`;
  });
}
