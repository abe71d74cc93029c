import { appendTo } from '../../../graph-runtime/collections/group-by';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { pathsOf } from '../../../graph-runtime/diagnostics/merge-uses';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { isExampleInput } from '../../../graph-runtime/layers/example-input';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze, extendAnalysis } from '../../../graph-runtime/infer/analyze';
import type { TrainingData } from '../../../graph-runtime/training-checks/check';
import { withTrainingChecks } from '../../../graph-runtime/training-checks/check-training';
import { missingDataset } from '../../../graph-runtime/training-checks/missing-dataset';
import { datasetNow, isMissingNow, useDatasetList } from './datasets';
import { useDocument } from './document';

interface Known {
  readonly analysis: NetworkAnalysis;
  readonly data: TrainingData | null;
  readonly isMissing: boolean;
}

/** Undo and redo come back to documents that have been analyzed: the analyses of the last few are kept, the latest at the end. */
const known = new Map<NetloomDocument, Known>();
const MOST_KNOWN = 6;
let latest: Known | null = null;

/**
 * What the program knows of the document: shapes, costs, problems, and what is known before training starts to keep it from
 * learning from its data set. Derived, never stored; the last results are kept to make the
 * next one incremental.
 */
export function analysisOf(document: NetloomDocument): NetworkAnalysis {
  const data = datasetNow(document.dataset.id);
  const isMissing = isMissingNow(document.dataset.id);
  const isOfNow = (one: Known | null | undefined) => one?.data === data && one.isMissing === isMissing;
  if (latest === null || latest.analysis.document !== document || !isOfNow(latest)) {
    const before = known.get(document);
    const analysis = isOfNow(before) ? before?.analysis : undefined;
    latest = { analysis: analysis ?? analyzeAgain(document, data, isMissing), data, isMissing };
    known.delete(document);
    known.set(document, latest);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
  }
  return latest.analysis;
}

function analyzeAgain(
  document: NetloomDocument,
  data: TrainingData | null,
  isMissing: boolean,
): NetworkAnalysis {
  const previous = latest?.analysis;
  const checked = withTrainingChecks(analyze(document, previous), data, previous);
  return isMissing ? withMissingDataset(checked, previous) : checked;
}

/** Marks the network's input: its images are not here. What to do about it is made where it is shown. */
function withMissingDataset(analysis: NetworkAnalysis, previous?: NetworkAnalysis): NetworkAnalysis {
  const missing = missingDataset(analysis.document, []);
  const input = analysis.document.nodes.find(isExampleInput);
  if (missing === null || input === undefined) return analysis;
  const { setting: _, ...found } = missing;
  const before = previous?.diagnostics.find(
    ({ code, path, values }) =>
      code === found.code && path === input.id && JSON.stringify(values) === JSON.stringify(found.values),
  );
  const diagnostic = before ?? { ...found, path: input.id, origin: { scope: null, id: input.id } };
  const { groups, isTrainable } = analysis;
  return extendAnalysis(analysis, {
    ...{ groups, isTrainable },
    diagnostics: [...analysis.diagnostics, diagnostic],
  });
}

/** Reads from the analysis of the document being edited; renders again when what `select` returns changes. */
export function useAnalysis<T>(select: (analysis: NetworkAnalysis) => T): T {
  // Checks of the data begin when main has said which data sets there are.
  useDatasetList();
  return useDocument((state) => select(analysisOf(state.document)));
}

const NONE: readonly Diagnostic[] = [];
let lastIndex: ReadonlyMap<string, readonly Diagnostic[]> = new Map();

/** The diagnostics at each path. A path whose diagnostics did not change keeps its list, so that nothing renders again. */
const diagnosticIndex = oncePer((analysis: NetworkAnalysis): ReadonlyMap<string, readonly Diagnostic[]> => {
  const index = new Map<string, Diagnostic[]>();
  for (const diagnostic of analysis.diagnostics) {
    for (const path of pathsOf(diagnostic)) {
      appendTo(index, path, diagnostic);
    }
  }
  const shared = new Map<string, readonly Diagnostic[]>();
  for (const [path, list] of index) {
    const before = lastIndex.get(path);
    shared.set(path, before !== undefined && isSameList(before, list) ? before : list);
  }
  lastIndex = shared;
  return shared;
});

function isSameList(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

/** What is wrong at a node itself (not inside a block). */
export function diagnosticsAt(analysis: NetworkAnalysis, path: string): readonly Diagnostic[] {
  return diagnosticIndex(analysis).get(path) ?? NONE;
}
