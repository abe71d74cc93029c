import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { type BlockParameter, identifierSchema, type Scope } from '../../../graph-runtime/document/document';
import { shippedTexts } from '../../../graph-runtime/messages/shipped-text';
import { useDocument } from '../../store/document/document';
import { setScopeParameters } from '../../store/edits/parameters';
import { performEdit } from '../../store/view/edit-context';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import { BlockParameterRow } from './BlockParameterRow';
import styles from './Inspector.module.css';
import own from './ScopeParameters.module.css';
import { useComputedValues } from './use-computed-values';

/** The parameters of the open scope: VGG's channel ratio, a residual block's filters. */
export function ScopeParameters({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('inspector');
  const document = useDocument((state) => state.document);
  const parameters = scopeContent(document, scope)?.parameters ?? [];
  const name = scope === null ? document.name : shippedTexts(document.blocks[scope]?.name ?? scope);
  const computed = useComputedValues(scope);
  const save = (next: readonly BlockParameter[], gesture?: string) =>
    performEdit(setScopeParameters({ document, scope }, name, next), gesture);
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t(scope === null ? 'scopeParameters' : 'blockParameters')}</h3>
      <p className={styles.summary}>
        {parameters.length === 0 ? t('noScopeParameters') : t('scopeParametersHelp')}
      </p>
      {parameters.map((parameter) => (
        <div key={parameter.name} className={own.row}>
          <BlockParameterRow
            parameter={parameter}
            label={t('defaultOf', { name: parameter.name })}
            value={undefined}
            scope={scope}
            computed={computed.get(parameter.name)}
            onChange={(value) => {
              if (value === undefined || Array.isArray(value)) return;
              const next = parameters.map((old) =>
                old === parameter ? { ...parameter, default: value } : old,
              );
              save(next, `default:${parameter.name}`);
            }}
            onCommit={() => useDocument.getState().endGesture()}
          />
          <IconButton
            size="small"
            icon={<Trash2 />}
            label={t('removeParameter', { name: parameter.name })}
            onClick={() => save(parameters.filter((old) => old !== parameter))}
          />
        </div>
      ))}
      <NewParameter
        taken={parameters.map((parameter) => parameter.name)}
        onAdd={(added) => save([...parameters, { name: added, kind: 'integer', default: 1 }])}
      />
    </div>
  );
}

interface NewParameterProps {
  readonly taken: readonly string[];
  readonly onAdd: (name: string) => void;
}

function NewParameter({ taken, onAdd }: NewParameterProps) {
  const { t } = useTranslation('inspector');
  const [draft, setDraft] = useState('');
  const isUsable = identifierSchema.safeParse(draft).success && !taken.includes(draft);
  const add = () => {
    if (!isUsable) return;
    onAdd(draft);
    setDraft('');
  };
  return (
    <div className={own.row}>
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
      <Button size="small" icon={<Plus />} isDisabled={!isUsable} onClick={add}>
        {t('addParameter')}
      </Button>
    </div>
  );
}
