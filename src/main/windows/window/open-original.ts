import { shell } from 'electron';

/**
 * Shows a file that an example was imported from: an image in the system's viewer; any other file is only shown in its folder, because opening it
 * might run it.
 */
export async function openOriginal(path: string, isImage: boolean): Promise<void> {
  const refusal = isImage ? await shell.openPath(path) : 'no image';
  if (refusal !== '') shell.showItemInFolder(path);
}
