import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import {
  BLOCK_PARAMETER_KINDS,
  type BlockParameter,
  identifierSchema,
  type Scope,
} from '../../../graph-runtime/document/document';
import { shippedTexts } from '../../../graph-runtime/messages/shipped-text';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { setScopeParameters } from '../../store/edits/parameters';
import {
  type BlockParameterKind,
  blockParameterLabel,
  newParameter,
  withKind,
} from '../../store/view/block-parameter';
import { performEdit } from '../../store/view/edit-context';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { BlockParameterRow } from './BlockParameterRow';
import { ChoicesField } from './ChoicesField';
import styles from './Inspector.module.css';
import own from './ScopeParameters.module.css';
import { useComputedValues } from './use-computed-values';

/** The parameters of the open scope: VGG's channel ratio, a residual block's filters. */
export function ScopeParameters({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const parameters = scopeContent(document, scope)?.parameters ?? [];
  const name = scope === null ? document.name : shippedTexts(document.blocks[scope]?.name ?? scope);
  const computed = useComputedValues(scope);
  const save = (next: readonly BlockParameter[], gesture?: string) =>
    performEdit(setScopeParameters({ document, scope }, name, next), gesture);
  const replace = (parameter: BlockParameter, changed: BlockParameter, gesture?: string) =>
    save(
      parameters.map((old) => (old === parameter ? changed : old)),
      gesture,
    );
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t(scope === null ? 'scopeParameters' : 'blockParameters')}</h3>
      <p className={styles.summary}>
        {parameters.length === 0 ? t('noScopeParameters') : t('scopeParametersHelp')}
      </p>
      {parameters.map((parameter) => (
        <div key={parameter.name} className={own.parameter}>
          <BlockParameterRow
            parameter={parameter}
            label={t('defaultOf', { name: blockParameterLabel(parameter, language) })}
            value={undefined}
            scope={scope}
            computed={computed.get(parameter.name)}
            onChange={(value) => {
              if (value === undefined) return;
              replace(parameter, { ...parameter, default: value }, `default:${parameter.name}`);
            }}
            onCommit={() => useDocument.getState().endGesture()}
          />
          <ChoicesField parameter={parameter} onChange={(changed) => replace(parameter, changed)} />
          <div className={own.row}>
            <KindSelect
              label={t('parameterKind', { name: parameter.name })}
              kind={parameter.kind}
              onChange={(kind) => replace(parameter, withKind(parameter, kind))}
            />
            <IconButton
              size="small"
              icon={<Trash2 />}
              label={t('removeParameter', { name: parameter.name })}
              onClick={() => save(parameters.filter((old) => old !== parameter))}
            />
          </div>
        </div>
      ))}
      <NewParameter
        taken={parameters.map((parameter) => parameter.name)}
        onAdd={(added, kind) => save([...parameters, newParameter(added, kind)])}
      />
    </div>
  );
}

interface KindSelectProps {
  readonly label: string;
  readonly kind: BlockParameterKind;
  readonly onChange: (kind: BlockParameterKind) => void;
}

function KindSelect({ label, kind, onChange }: KindSelectProps) {
  const { t } = useTranslation('inspector');
  return (
    <Select
      aria-label={label}
      value={kind}
      options={BLOCK_PARAMETER_KINDS.map((value) => ({ value, label: t(`parameterKinds.${value}`) }))}
      onValueChange={onChange}
    />
  );
}

interface NewParameterProps {
  readonly taken: readonly string[];
  readonly onAdd: (name: string, kind: BlockParameterKind) => void;
}

function NewParameter({ taken, onAdd }: NewParameterProps) {
  const { t } = useTranslation('inspector');
  const [draft, setDraft] = useState('');
  const [kind, setKind] = useState<BlockParameterKind>('integer');
  const isUsable = identifierSchema.safeParse(draft).success && !taken.includes(draft);
  const add = () => {
    if (!isUsable) return;
    onAdd(draft, kind);
    setDraft('');
  };
  return (
    <div className={own.parameter}>
      <TextField
        value={draft}
        onValueChange={setDraft}
        aria-label={t('parameterName')}
        placeholder={t('parameterName')}
        isRefused={draft !== '' && !isUsable}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add();
        }}
      />
      <div className={own.row}>
        <KindSelect label={t('newParameterKind')} kind={kind} onChange={setKind} />
        <Button size="small" icon={<Plus />} isDisabled={!isUsable} onClick={add}>
          {t('addParameter')}
        </Button>
      </div>
    </div>
  );
}
