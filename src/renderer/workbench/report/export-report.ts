import type { DatasetSummary, EvaluationResult, RunDetails, RunSummary } from '../../../contract/contract';
import { analyze } from '../../../graph-runtime/infer/analyze';
import type { Language } from '../../../graph-runtime/text/text';
import { colorOfRun } from '../../charts/run-colors';
import { lightColors } from '../../editor/canvas/export-picture';
import { drawPicture } from '../../editor/canvas/picture';
import { currentLanguage, i18n } from '../../messages/i18n';
import { formatLongMoment } from '../../messages/moment';
import { request } from '../../store/bridge/bridge';
import { saveFile } from '../../store/bridge/save-file';
import { computeLayout } from '../../store/layout/layout-engine';
import { createLayoutRequest } from '../../store/layout/layout-request';
import { useEvaluations } from '../../store/runs/evaluations';
import { inspectRun } from '../../store/runs/inspect';
import { runTitle } from '../../store/runs/run-names';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';
import { outcomeRows, settingRows } from '../compare/compared-rows';
import { lightColor, reportCurves } from '../metrics/export-curves';
import { savedRecords } from '../metrics/overlay';
import { resultKind } from '../results/result-kinds';
import { type Report, type ReportTable, reportAsHtml } from './report-html';

/** Lets the user choose a place, and writes a report of the runs there: by default of those that are ticked, the oldest first. */
export async function exportReport(
  runIds: readonly string[] = comparedIds(useSavedRuns.getState()),
): Promise<void> {
  const { fetch } = useSavedRuns.getState();
  const details: RunDetails[] = [];
  for (const runId of runIds) {
    const found = useSavedRuns.getState().details.get(runId) ?? (await fetch(runId));
    if (found !== null) details.push(found);
  }
  if (details.length === 0) return;
  await saveFile(i18n.t('runs:report.file'), 'html', reportAsHtml(await reportOf(details)));
}

async function reportOf(details: readonly RunDetails[]): Promise<Report> {
  const language = currentLanguage();
  // What has changed since they were fetched, as a name or notes, is in the list.
  const listed = useSavedRuns.getState().runs ?? [];
  const runs = details.map(({ summary }) => listed.find(({ runId }) => runId === summary.runId) ?? summary);
  const names = runs.map((run) => runTitle(run, language));
  const t = (key: 'runs' | 'results' | 'settings' | 'curves' | 'networks' | 'classes' | 'notes' | 'marked') =>
    i18n.t(`runs:report.${key}`);
  const tableOf = (rows: ReturnType<typeof settingRows>): ReportTable => ({
    head: names,
    rows: rows.map(({ label, texts, isDifferent }) => ({ name: label, cells: texts, isMarked: isDifferent })),
  });
  return {
    language,
    title: i18n.t('runs:report.title', { count: runs.length, name: names[0] }),
    subtitle: i18n.t('runs:report.subtitle', {
      date: formatLongMoment(Date.now(), language),
    }),
    runs: runs.map((run, at) => ({
      name: names[at] ?? '',
      color: lightColor(colorOfRun(run.runId)),
      notes: run.notes,
    })),
    results: tableOf(outcomeRows(runs, language)),
    settings: tableOf(settingRows(runs, language)),
    curves: reportCurves(savedRecords(runs.map(({ runId }) => runId))),
    networks: await networksOf(details, names, language),
    classes: await classTables(runs, names, language),
    words: {
      runs: t('runs'),
      results: t('results'),
      settings: t('settings'),
      curves: t('curves'),
      networks: t('networks'),
      classes: t('classes'),
      notes: t('notes'),
      marked: t('marked'),
    },
  };
}

/** Each network once, with the names of the runs that trained it. */
async function networksOf(details: readonly RunDetails[], names: readonly string[], language: Language) {
  const drawn: { title: string; svg: string }[] = [];
  for (const hash of new Set(details.map(({ summary }) => summary.networkHash))) {
    const found = details.find(({ summary }) => summary.networkHash === hash);
    if (found === undefined) continue;
    const title = names.filter((_, at) => details[at]?.summary.networkHash === hash).join(' · ');
    const { positions, routes } = await computeLayout(createLayoutRequest(found.document, null), 'later');
    const picture = {
      analysis: analyze(found.document),
      location: '',
      scope: null,
      positions,
      routes,
      language,
      colorsOf: lightColors(),
    };
    drawn.push({ title, svg: drawPicture(picture) });
  }
  return drawn;
}

/** Figures of the classes or numbers, of the runs whose weights can be asked now. */
async function classTables(
  runs: readonly RunSummary[],
  names: readonly string[],
  language: Language,
): Promise<ReportTable[]> {
  const reply = await request('dataset:list', undefined);
  const datasets: readonly DatasetSummary[] = reply.ok ? reply.value.datasets : [];
  const tables: ReportTable[] = [];
  for (const [at, run] of runs.entries()) {
    const dataset = datasets.find(({ id }) => id === run.datasetId) ?? null;
    for (const { output, result } of await resultsOf(run)) {
      const title = [names[at] ?? '', ...(output === null ? [] : [output])].join(' · ');
      tables.push({ title, ...resultKind(result.kind).report(result, dataset, language) });
    }
  }
  return tables;
}

interface OutputResult {
  /** Path of a main output; null where there is one. */
  readonly output: string | null;
  readonly result: EvaluationResult;
}

/** What each main output of a run makes of the test set; nothing where its weights cannot be asked now. */
async function resultsOf(run: RunSummary): Promise<readonly OutputResult[]> {
  if (run.outputs === undefined) {
    if (run.hasWeights && !useEvaluations.getState().results.has(run.runId)) {
      await useEvaluations.getState().evaluate(run.runId);
    }
    const result = useEvaluations.getState().results.get(run.runId);
    return result === undefined ? [] : [{ output: null, result }];
  }
  const results: OutputResult[] = [];
  for (const { path } of run.hasWeights ? run.outputs : []) {
    const reply = await inspectRun(run.runId, { type: 'evaluation', output: path });
    if (reply.ok) results.push({ output: path, result: reply.value });
  }
  return results;
}
