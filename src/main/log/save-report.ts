import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { writeFileAtomically } from '../files/atomic-write';
import { writeFailure } from '../files/file-failure';

/** Writes the report where its user says; null when the dialog was canceled. */
export async function saveReport(
  text: string,
  choose: (suggestion: string) => Promise<string | null>,
): Promise<Reply<{ readonly filePath: string } | null>> {
  const filePath = await choose('netloom-report.txt');
  if (filePath === null) return success(null);
  try {
    await writeFileAtomically(filePath, text);
    return success({ filePath });
  } catch (error) {
    return failed(writeFailure(filePath, error));
  }
}
