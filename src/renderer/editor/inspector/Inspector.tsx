import { useRef } from 'react';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { nodesOf, wiresOf } from '../../store/document/network';
import { noteKey } from '../../store/document/notes';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { useKeptScroll } from '../../ui/use-kept-scroll';
import { DocumentInspector } from './DocumentInspector';
import styles from './Inspector.module.css';
import { NodeInspector } from './NodeInspector';
import { NoteInspector } from './NoteInspector';
import { ScopeInspector } from './ScopeInspector';
import { SeveralInspector } from './SeveralInspector';
import { WireInspector } from './WireInspector';

/** What is selected, to read and to change; the document itself when nothing is. */
export function Inspector() {
  const selected = useView((state) => state.selectedNodes);
  const wanted = useView((state) => state.location);
  const document = useDocument((state) => state.document);
  const location = useAnalysis((analysis) => existingLocation(analysis, wanted));
  const scope = useAnalysis((analysis) => scopeAt(analysis, location));
  const nodes = nodesOf(document, scope).filter((node) => selected.has(node.id));
  const block = scope === null ? undefined : document.blocks[scope];
  const [only] = nodes;
  const selectedEdges = useView((state) => state.selectedEdges);
  const wire =
    selectedEdges.size === 1
      ? wiresOf(document, scope).find((candidate) => selectedEdges.has(candidate.key))
      : undefined;
  const note = document.notes.find((candidate) => selected.has(noteKey(candidate.id)));
  const panel = useRef<HTMLDivElement>(null);
  useKeptScroll('inspector', panel);
  return (
    <div ref={panel} className={styles.inspector} data-document-fields="">
      {only === undefined && wire !== undefined ? (
        <WireInspector key={wire.key} wire={wire} location={location} />
      ) : only === undefined && note !== undefined ? (
        <NoteInspector note={note} />
      ) : only === undefined && scope !== null && block !== undefined ? (
        <ScopeInspector key={scope} name={scope} block={block} location={location} />
      ) : only === undefined ? (
        <DocumentInspector />
      ) : nodes.length === 1 ? (
        <NodeInspector key={only.id} node={only} scope={scope} location={location} />
      ) : (
        <SeveralInspector nodes={nodes} scope={scope} location={location} />
      )}
    </div>
  );
}
