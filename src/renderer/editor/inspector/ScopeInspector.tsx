import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockSpec } from '../../../graph-runtime/document/document';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { parameterValueText } from '../../../graph-runtime/layers/describe-parameter';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf, useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { makeUnique } from '../../store/edits/make-block';
import { changeBlock } from '../../store/edits/parameters';
import { performEdit } from '../../store/view/edit-context';
import { groupAt, scopeAt } from '../../store/view/location';
import { scopeValues } from '../../store/view/scope-values';
import { Button } from '../../ui/Button';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { Fact, Facts } from '../../ui/Facts';
import { formatWhole } from '../../ui/format-number';
import { TextField } from '../../ui/TextField';
import { countUses } from './BlockSection';
import styles from './Inspector.module.css';
import { ScopeParameters } from './ScopeParameters';

export interface ScopeInspectorProps {
  /** The block that is open. */
  readonly name: string;
  readonly block: BlockSpec;
  readonly location: string;
}

/** The block that is open, while nothing in it is selected. */
export function ScopeInspector({ name, block, location }: ScopeInspectorProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const cost = useAnalysis((analysis) => analysis.groups.get(location)?.cost);
  return (
    <section aria-label={t('blockTitle')} data-testid="inspector">
      <div className={styles.section} data-category="block">
        <div className={styles.head}>
          <span className={styles.tile}>
            <CategoryIcon category="block" />
          </span>
          <div className={styles.names}>
            <BlockName name={name} block={block} />
            <p className={styles.kind}>
              {t('blockTitle')} · {name}
            </p>
          </div>
        </div>
        {block.description === undefined ? null : (
          <p className={styles.summary}>{shippedText(block.description, language)}</p>
        )}
        <UsesOfBlock name={name} location={location} />
      </div>
      <ScopeParameters scope={name} />
      <ValuesHere block={block} location={location} />
      {cost === undefined ? null : (
        <div className={styles.section}>
          <h3 className={styles.heading}>{t('costHere')}</h3>
          <Facts layout="ends">
            <Fact label={t('trainable')}>{formatWhole(cost.trainableParameters, language)}</Fact>
            <Fact label={t('multiplyAccumulates')}>{formatWhole(cost.multiplyAccumulates, language)}</Fact>
          </Facts>
        </div>
      )}
    </section>
  );
}

/** A change in here is one for every use of the block, unless this use gets its own block. */
function UsesOfBlock({ name, location }: { readonly name: string; readonly location: string }) {
  const { t } = useTranslation('inspector');
  const uses = useDocument((state) => countUses(state.document, name));
  if (uses < 2) return null;
  const separate = () => {
    const { document } = useDocument.getState();
    const analysis = analysisOf(document);
    const id = groupAt(analysis, location)?.origin.id;
    const scope = scopeAt(analysis, parentPath(location));
    const userEdit = id === undefined ? null : makeUnique({ document, scope, positions: new Map() }, id);
    if (userEdit !== null) performEdit({ label: userEdit.label, edits: userEdit.edits });
  };
  return (
    <>
      <p className={styles.summary}>{t('blockSharedUses', { count: uses })}</p>
      <div className={styles.actions}>
        <Button size="small" onClick={separate}>
          {t('onlyHere')}
        </Button>
      </div>
    </>
  );
}

/** What the block's parameters are at the use that is looked at. */
function ValuesHere({ block, location }: Pick<ScopeInspectorProps, 'block' | 'location'>) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  // Joined, because a map made again would render at every edit.
  const values = useAnalysis((analysis) =>
    [...scopeValues(analysis, location)]
      .map(([name, value]) => `${name}\t${parameterValueText(describedBy(block, name), value, language)}`)
      .join('\n'),
  );
  if (values === '') return null;
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('valuesHere')}</h3>
      <Facts layout="ends">
        {values.split('\n').map((line) => {
          const [name = '', value = ''] = line.split('\t');
          return (
            <Fact key={name} label={name}>
              {value}
            </Fact>
          );
        })}
      </Facts>
    </div>
  );
}

/** What the kind of a block's parameter says of how its value is written; nothing of `index`, which is none of its parameters. */
function describedBy(
  { parameters }: BlockSpec,
  name: string,
): { kind: 'pair' | 'padding' | 'list' } | undefined {
  const kind = parameters.find((parameter) => parameter.name === name)?.kind;
  return kind === 'pair' || kind === 'padding' || kind === 'list' ? { kind } : undefined;
}

function BlockName({ name, block }: { readonly name: string; readonly block: BlockSpec }) {
  const { t } = useTranslation('inspector');
  const shown = shippedText(block.name ?? '', useLanguage());
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const wanted = draft?.trim() ?? '';
    if (draft !== null && wanted !== shown) {
      performEdit(
        changeBlock(useDocument.getState().document, name, { name: wanted === '' ? undefined : wanted }),
      );
    }
    setDraft(null);
  };
  return (
    <TextField
      value={draft ?? shown}
      onValueChange={setDraft}
      onValueCommitted={commit}
      placeholder={name}
      aria-label={t('blockName')}
      maxLength={200}
    />
  );
}
