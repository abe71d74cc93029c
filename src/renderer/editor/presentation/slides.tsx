import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { categoryOf, nodeTitle, typeLabel } from '../../store/view/describe-node';
import { groupAt } from '../../store/view/location';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { CostFacts } from '../inspector/CostFacts';
import { ExplanationSection } from '../inspector/ExplanationSection';
import { FunctionSection } from '../inspector/FunctionSection';
import styles from './Presentation.module.css';

/** The network, or the block that is open, as a whole. */
export function OverviewSlide({ location }: { readonly location: string }) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const name = useAnalysis((analysis) => {
    const group = groupAt(analysis, location);
    return group === undefined ? analysis.document.name : nodeTitle(analysis.document, group.node, language);
  });
  const cost = useAnalysis((analysis) => analysis.groups.get(location)?.cost ?? analysis.cost);
  const { about } = document;
  const idea = location === '' ? (about?.idea?.[language] ?? about?.idea?.en) : undefined;
  return (
    <>
      <h2 className={styles.title}>{name}</h2>
      {idea === undefined ? null : <p className={styles.text}>{idea}</p>}
      <section className={styles.totals} aria-label={t('totalsTitle')}>
        <dl>
          <CostFacts cost={cost} />
        </dl>
      </section>
    </>
  );
}

export interface NodeSlideProps {
  readonly node: NodeSpec;
  readonly location: string;
}

/** One node: what it is, what it does, and how with its numbers. */
export function NodeSlide({ node, location }: NodeSlideProps) {
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const layer = getLayer(node.type);
  const title = nodeTitle(document, node, language);
  const kind = typeLabel(document, node.type, language);
  const category = categoryOf(node.type);
  return (
    <>
      <div className={styles.head} data-category={category}>
        <span className={styles.tile}>
          <CategoryIcon category={category} />
        </span>
        <div>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.id}>{title === kind ? node.id : `${kind} · ${node.id}`}</p>
        </div>
      </div>
      {layer === undefined ? null : <p className={styles.text}>{layer.summary[language]}</p>}
      {layer?.function === undefined ? null : (
        <FunctionSection node={node} layer={layer} location={location} />
      )}
      <ExplanationSection node={node} location={location} />
    </>
  );
}
