import { ArrowUpFromLine, FunctionSquare, Hash, Plus, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import type { ParameterDescription, ResolvedParameter } from '../../../graph-runtime/layers/parameter';
import { useDocument } from '../../store/document/document';
import { joinable, joinParameter, promoteParameter } from '../../store/edits/parameters';
import { performEdit } from '../../store/view/edit-context';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import styles from './ParameterField.module.css';
import { type FieldValue, hasExpression } from './parameter-values';
import { promotedKind } from './promoted-kind';

/** The ways in which a parameter becomes one of the block around it. */
export interface Promotions {
  /** Parameters that are there already and may be meant. */
  readonly existing: readonly string[];
  join(name: string): void;
  create(): void;
}

/** Null where a parameter cannot be promoted: it is a list, an expression already, or belongs to several nodes. */
export function promotions(
  nodes: readonly NodeSpec[],
  name: string,
  description: ParameterDescription,
  scope: Scope,
  resolved: ResolvedParameter | undefined,
  field: FieldValue,
): Promotions | null {
  const [only] = nodes;
  const promoted = only === undefined || nodes.length > 1 ? null : promotedKind(description, resolved);
  if (only === undefined || promoted === null || hasExpression(field.value)) return null;
  const place = () => ({ document: useDocument.getState().document, scope });
  return {
    existing: joinable(place(), promoted).map((parameter) => parameter.name),
    join: (existing) => performEdit(joinParameter(place(), only.id, name, description.label, existing)),
    create: () => {
      const userEdit = promoteParameter(place(), only.id, name, promoted);
      if (userEdit !== null) performEdit(userEdit);
    },
  };
}

export interface FieldActionsProps {
  readonly field: FieldValue;
  readonly label: string;
  readonly isExpression: boolean;
  readonly promotions: Promotions | null;
  readonly onReset: () => void;
  /** Between a value and an expression; absent: it is not offered. */
  readonly onToggle?: () => void;
}

/** What can be done with a parameter besides setting it. */
export function FieldActions(props: FieldActionsProps) {
  const { t } = useTranslation('inspector');
  const { field, label, isExpression, onReset, onToggle } = props;
  return (
    <span className={styles.actions}>
      {props.promotions === null ? null : <PromoteButton label={label} promotions={props.promotions} />}
      {onToggle === undefined ? null : (
        <IconButton
          size="small"
          icon={isExpression ? <Hash /> : <FunctionSquare />}
          label={t(isExpression ? 'useValue' : 'useExpression', { label })}
          onClick={onToggle}
        />
      )}
      {field.isSet ? (
        <IconButton size="small" icon={<RotateCcw />} label={t('reset', { label })} onClick={onReset} />
      ) : null}
    </span>
  );
}

/** Where there are parameters that may be meant, it asks which. */
function PromoteButton({ label, promotions }: { readonly label: string; readonly promotions: Promotions }) {
  const { t } = useTranslation('inspector');
  const { existing, join, create } = promotions;
  const button = { size: 'small', icon: <ArrowUpFromLine />, label: t('promote', { label }) } as const;
  if (existing.length === 0) return <IconButton {...button} onClick={create} />;
  return (
    <Menu
      trigger={<IconButton {...button} />}
      align="end"
      entries={[
        ...existing.map((name) => ({
          kind: 'item' as const,
          id: `join:${name}`,
          label: t('promoteJoin', { name }),
          onSelect: () => join(name),
        })),
        { kind: 'separator', id: 'line' },
        { kind: 'item', id: 'new', label: t('promoteNew'), icon: <Plus />, onSelect: create },
      ]}
    />
  );
}
