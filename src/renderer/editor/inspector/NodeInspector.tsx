import { ChevronDown, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { setLocked } from '../../store/edits/nodes';
import { canReplace } from '../../store/edits/replace-nodes';
import { categoryOf, typeLabel } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { ProblemCard } from '../problems/ProblemCard';
import { useNodeProblems } from '../problems/use-node-problems';
import { BlockSection } from './BlockSection';
import { CodeSection } from './CodeSection';
import { ExplanationSection } from './ExplanationSection';
import { FunctionSection } from './FunctionSection';
import { ImageFitNote } from './ImageFitNote';
import styles from './Inspector.module.css';
import { LearningSection } from './LearningSection';
import { LossNote } from './LossNote';
import { SharingSection } from './SharingSection';
import { NodeName } from './NodeName';
import { ParameterForm } from './ParameterForm';
import { StateSection } from './StateSection';
import { WiresSection } from './WiresSection';

export interface NodeInspectorProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}

/** Everything about one node: name, problems, parameters, wires, and how it works with its current numbers. */
export function NodeInspector({ node, scope, location }: NodeInspectorProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const layer = getLayer(node.type);
  const isBlock = blockName(node.type) !== null;
  return (
    <section aria-label={t('title')} data-testid="inspector">
      <div className={styles.section} data-category={categoryOf(node.type)}>
        <div className={styles.head}>
          <span className={styles.tile}>
            <CategoryIcon category={categoryOf(node.type)} />
          </span>
          <div className={styles.names}>
            <fieldset className={styles.locked} disabled={node.locked === true}>
              <NodeName node={node} scope={scope} />
            </fieldset>
            <p className={styles.kind}>
              <NodeKind node={node} label={typeLabel(document, node.type, language)} /> · {node.id}
            </p>
          </div>
        </div>
        {layer === undefined ? null : <p className={styles.summary}>{layer.summary[language]}</p>}
        {layer?.inputs.length === 0 ? <ImageFitNote node={node} location={location} /> : null}
        {layer?.loss === undefined ? null : <LossNote node={node} layer={layer} location={location} />}
        <OtherProblems node={node} location={location} />
      </div>
      {node.locked === true ? <LockedNote node={node} scope={scope} /> : null}
      <fieldset className={styles.locked} disabled={node.locked === true}>
        {layer === undefined ? null : (
          <div className={styles.section}>
            <h3 className={styles.heading}>{t('parametersTitle')}</h3>
            <ParameterForm nodes={[node]} layer={layer} scope={scope} location={location} />
          </div>
        )}
        {layer?.function === undefined ? null : (
          <FunctionSection node={node} layer={layer} location={location} />
        )}
        {isBlock ? <BlockSection node={node} scope={scope} location={location} /> : null}
        <StateSection node={node} scope={scope} location={location} />
        <SharingSection node={node} scope={scope} location={location} />
        <LearningSection nodes={[node]} scope={scope} location={location} />
        <WiresSection node={node} scope={scope} location={location} />
      </fieldset>
      <ExplanationSection node={node} location={location} />
      {layer === undefined ? null : <CodeSection layer={layer} node={node} location={location} />}
    </section>
  );
}

/** Why nothing below can be changed, and the way to change that. */
function LockedNote({ node, scope }: Pick<NodeInspectorProps, 'node' | 'scope'>) {
  const { t } = useTranslation('inspector');
  const unlock = () => performEdit(setLocked({ ...currentEditContext(), scope }, [node.id], false));
  return (
    <div className={styles.section}>
      <Banner
        tone="info"
        title={t('lockedTitle')}
        actions={
          <Button size="small" icon={<LockOpen />} onClick={unlock}>
            {t('unlock')}
          </Button>
        }
      >
        {t('lockedText')}
      </Banner>
    </div>
  );
}

/** What kind of node it is, and the way to make it another one. */
function NodeKind({ node, label }: { readonly node: NodeSpec; readonly label: string }) {
  const { t } = useTranslation('inspector');
  if (!canReplace(node) || node.locked === true) return label;
  return (
    <button
      type="button"
      className={styles.kindButton}
      aria-haspopup="dialog"
      aria-label={t('changeKind', { kind: label })}
      title={t('changeKindHelp')}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        useView
          .getState()
          .openPicker({ kind: 'add', at: { x: left, y: bottom + 4 }, destination: { kind: 'replace' } });
      }}
    >
      {label}
      <ChevronDown aria-hidden="true" />
    </button>
  );
}

/** Problems that belong to no single parameter; those are shown at their fields. */
function OtherProblems({ node, location }: { readonly node: NodeSpec; readonly location: string }) {
  const { problems } = useNodeProblems(location, node);
  const known = getLayer(node.type)?.parameters ?? {};
  const others = problems.filter(
    (problem) => problem.parameter === undefined || !Object.hasOwn(known, problem.parameter),
  );
  return others.map((problem) => (
    <ProblemCard key={`${problem.code}-${problem.port ?? ''}-${problem.received ?? ''}`} problem={problem} />
  ));
}
