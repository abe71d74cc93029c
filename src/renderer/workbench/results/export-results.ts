import type { DatasetSummary, EvaluationResult } from '../../../contract/contract';
import { i18n } from '../../messages/i18n';
import { saveFile } from '../../store/bridge/save-file';
import { csvFile, csvLine } from '../../../contract/csv-line';
import { resultKind } from './result-kinds';

/** The results as a table for programs: a line for each test example. */
export function resultsAsCsv(result: EvaluationResult, dataset: DatasetSummary | null): string {
  const { head, rows } = resultKind(result.kind).table(result, dataset);
  return csvFile([csvLine(head), ...rows.map(csvLine)]);
}

/** Lets the user choose a place, and writes the predictions of all test examples there. */
export async function exportResults(result: EvaluationResult, dataset: DatasetSummary | null): Promise<void> {
  await saveFile(i18n.t('results:exportFile'), 'csv', resultsAsCsv(result, dataset));
}
