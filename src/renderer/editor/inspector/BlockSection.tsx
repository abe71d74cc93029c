import { useTranslation } from 'react-i18next';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { setParameter } from '../../store/edits/parameters';
import { blockParameterLabel } from '../../store/view/block-parameter';
import { performEdit } from '../../store/view/edit-context';
import { locationsInside } from '../../store/view/location';
import { Button } from '../../ui/Button';
import { enterBlock } from '../canvas/use-pointer-gestures';
import { runCommand } from '../commands/commands';
import { BlockParameterRow } from './BlockParameterRow';
import styles from './Inspector.module.css';
import { useComputedValues } from './use-computed-values';

export interface BlockSectionProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}

/** How often a block is used in the document, in blocks that are used themselves too. */
export function countUses(document: NetloomDocument, name: string): number {
  const scopes = [document.nodes, ...Object.values(document.blocks).map((block) => block.nodes)];
  return scopes.flat().filter((node) => blockName(node.type) === name).length;
}

/** A block's use: its parameters here, and the ways into and out of the block. */
export function BlockSection({ node, scope, location }: BlockSectionProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const name = blockName(node.type) ?? '';
  const document = useDocument((state) => state.document);
  const block = document.blocks[name];
  const computed = useComputedValues(name, { location, use: node });
  const canEnter = useAnalysis((analysis) => locationsInside(analysis, location, node.id).length > 0);
  if (block === undefined) return null;
  const uses = countUses(document, name);
  const gesture = (parameter: string) => `use:${node.id}:${parameter}`;
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>
        {t('blockParameters')}
        <span>{t('blockUses', { count: uses })}</span>
      </h3>
      {block.description === undefined ? null : (
        <p className={styles.summary}>{shippedText(block.description, language)}</p>
      )}
      {block.parameters.map((parameter) => (
        <BlockParameterRow
          key={parameter.name}
          parameter={parameter}
          label={t('valueOf', { name: blockParameterLabel(parameter, language) })}
          value={node.parameters?.[parameter.name]}
          scope={scope}
          computed={computed.get(parameter.name)}
          onChange={(value) =>
            performEdit(
              setParameter(
                { document, scope },
                [node.id],
                parameter.name,
                parameter.label ?? parameter.name,
                value,
              ),
              gesture(parameter.name),
            )
          }
          onCommit={() => useDocument.getState().endGesture()}
        />
      ))}
      <div className={styles.actions}>
        <Button size="small" isDisabled={!canEnter} onClick={() => enterBlock(node.id)}>
          {t('blockEnter')}
        </Button>
        <CommandButton id="expandBlock" />
        {uses > 1 ? <CommandButton id="makeUnique" /> : null}
        <CommandButton id="saveBlock" />
      </div>
    </div>
  );
}

function CommandButton({ id }: { readonly id: 'expandBlock' | 'makeUnique' | 'saveBlock' }) {
  const { t } = useTranslation('commands');
  return (
    <Button size="small" onClick={() => runCommand(id)}>
      {t(`labels.${id}`)}
    </Button>
  );
}
