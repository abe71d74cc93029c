import { Spline } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf, useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { findNode, type Wire } from '../../store/document/network';
import { deleteElements } from '../../store/edits/remove-nodes';
import { nodeTitle } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { typeFrom } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { wireProblems } from '../../store/view/wire-problems';
import { Button } from '../../ui/Button';
import { Fact, Facts } from '../../ui/Facts';
import { ProblemCard } from '../problems/ProblemCard';
import styles from './Inspector.module.css';

export interface WireInspectorProps {
  readonly wire: Wire;
  readonly location: string;
}

/** A wire: what flows along it, what is wrong with that, and what can be done with it. */
export function WireInspector({ wire, location }: WireInspectorProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const problems = wireProblems(analysisOf(document), location, wire);
  const shape = useAnalysis((analysis) => {
    const type = typeFrom(analysis, location, wire.from);
    return type === null ? '?' : formatShape(type.shape);
  });
  const { select, openPicker } = useView.getState();
  const end = (id: string) => {
    const node = findNode(document, currentEditContext().scope, id);
    const title = node === undefined ? id : nodeTitle(document, node, language);
    return (
      <button type="button" className={styles.wireNode} onClick={() => select([id])}>
        {title === id ? null : <span className={styles.wireTitle}>{title}</span>}{' '}
        <span className={styles.wireId}>{id}</span>
      </button>
    );
  };
  return (
    <section aria-label={t('wireTitle')} data-testid="inspector">
      <div className={styles.section} data-category="block">
        <div className={styles.head}>
          <span className={styles.tile}>
            <Spline aria-hidden="true" />
          </span>
          <h2 className={styles.heading}>{t('wireTitle')}</h2>
        </div>
        <Facts>
          <Fact label={t('from')}>{end(wire.from.id)}</Fact>
          <Fact label={t('to')}>{end(wire.to.id)}</Fact>
          <Fact label={t('shape')}>{shape}</Fact>
        </Facts>
        {problems.map((problem) => (
          <ProblemCard key={problem.code} problem={problem} />
        ))}
        <div className={styles.actions}>
          <Button
            size="small"
            onClick={() => openPicker({ kind: 'add', destination: { kind: 'wire', key: wire.key } })}
          >
            {t('insertLayer')}
          </Button>
          <Button
            size="small"
            onClick={() => performEdit(deleteElements(currentEditContext(), new Set(), [wire]))}
          >
            {t('cutWire')}
          </Button>
        </div>
      </div>
    </section>
  );
}
