import type { SkipReason } from '../../../contract/data-problems';

/**
 * Files and folders that programs leave in other people's data: file managers (macOS, Windows, KDE, Synology), archives made on a Mac,
 * Jupyter, Python. Lower case.
 */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  '.ds_store',
  '.appledouble',
  '.directory',
  '.fseventsd',
  '.ipynb_checkpoints',
  '.spotlight-v100',
  '.trash',
  '.trashes',
  '__macosx',
  '__pycache__',
  '$recycle.bin',
  '@eadir',
  'desktop.ini',
  'ehthumbs.db',
  'icon\r',
  'lost+found',
  'system volume information',
  'thumbs.db',
]);

/** Why a file or folder of this name is none of the user's data; null when it may be. */
export function skipReasonOf(name: string): SkipReason | null {
  // `._cat.jpg` is what macOS stores beside `cat.jpg` on foreign disks.
  if (SYSTEM_NAMES.has(name.toLowerCase()) || name.startsWith('._')) return 'system-file';
  return name.startsWith('.') ? 'hidden' : null;
}
