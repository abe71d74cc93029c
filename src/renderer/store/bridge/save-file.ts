import { request } from './bridge';
import { showFailure, showSaved } from './show-reply';

/** Lets the user choose a place and writes a picture, a table or a report there; all but PNG as text, PNG as base64. */
export async function saveFile(
  name: string,
  format: 'svg' | 'png' | 'csv' | 'html',
  data: string,
): Promise<void> {
  const reply = await request('picture:save', { name, format, data });
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) showSaved(reply.value.filePath);
}
