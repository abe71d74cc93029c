import { extname } from 'node:path';
import type { Reply, Request } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { writeFileAtomically } from '../files/atomic-write';
import { writeFailure } from '../files/file-failure';
import { fileNameFor } from './project';

/** Shows the save dialog for a picture, starting at a file name; null when it was canceled. */
export type ChoosePicturePath = (
  suggestion: string,
  format: Request<'picture:save'>['format'],
) => Promise<string | null>;

/**
 * Writes a picture, a table of its figures or a report, where its user says. The window names no path: only the dialog does, so a page gone wrong can
 * write nothing.
 */
export async function savePicture(
  { name, format, data }: Request<'picture:save'>,
  choose: ChoosePicturePath,
  toPdf: (svg: string) => Promise<Buffer>,
): Promise<Reply<{ readonly filePath: string } | null>> {
  const suggestion = `${fileNameFor(name)}.${format}`;
  const chosen = await choose(suggestion, format);
  if (chosen === null) return success(null);
  const filePath = extname(chosen) === '' ? `${chosen}.${format}` : chosen;
  try {
    await writeFileAtomically(filePath, await contentOf(format, data, toPdf));
  } catch (error) {
    return failed(writeFailure(filePath, error));
  }
  return success({ filePath });
}

async function contentOf(
  format: Request<'picture:save'>['format'],
  data: string,
  toPdf: (svg: string) => Promise<Buffer>,
): Promise<Buffer | string> {
  if (format === 'pdf') return toPdf(data);
  return format === 'png' ? Buffer.from(data, 'base64') : data;
}
