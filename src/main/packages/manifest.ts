import { z } from 'zod';

/** What a package says of itself, in the file that makes an archive a package. */
export const MANIFEST_FILE = 'netloom-package.json';
export const PACKAGE_DOCUMENT = 'document.json';
export const PACKAGE_README = 'README.txt';
/** The version this program writes; packages of later versions are refused. */
export const PACKAGE_VERSION = 1;

export const PACKAGE_LIMITS = {
  runs: 200,
  notes: 20_000,
  /** Bytes. */
  manifest: 1_000_000,
  document: 32_000_000,
  record: 4_000_000,
  events: 256_000_000,
  picture: 32_000_000,
  /** Of weights; a zip archive without zip64 has no larger ones. */
  weights: 0xffff_ffff,
  /** Files in the archive, whatever they are. */
  entries: 10_000,
} as const;

/** The folder of a run in the package. */
export const runFolderSchema = z.string().regex(/^runs\/[1-9]\d{0,3}$/);

export const manifestSchema = z.object({
  format: z.literal('netloom-package'),
  version: z.literal(PACKAGE_VERSION),
  /** The network's name. */
  name: z.string().max(200),
  /** Milliseconds since 1970. */
  createdAt: z.number().int().min(0).max(8.64e15),
  appVersion: z.string().max(50),
  notes: z.string().max(PACKAGE_LIMITS.notes).default(''),
  /** With what each was called in the language of who made the package. */
  runs: z.array(z.object({ folder: runFolderSchema, name: z.string().max(1_000) })).max(PACKAGE_LIMITS.runs),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Files of a run that are taken along, with the most that each may have. Everything else in a package is left where it is. */
const RUN_FILES: readonly (readonly [RegExp, number])[] = [
  [/^record\.json$/, PACKAGE_LIMITS.record],
  [/^document\.json$/, PACKAGE_LIMITS.document],
  [/^events\.jsonl$/, PACKAGE_LIMITS.events],
  [/^(checkpoint-\d{10}|best-\d{6}|initial-weights)\.safetensors$/, PACKAGE_LIMITS.weights],
  [/^(curve|results)\.svg$/, PACKAGE_LIMITS.picture],
];

/** The most bytes that a file of the package may have; null for one that is not taken out. */
export function limitOf(path: string): number | null {
  if (path === MANIFEST_FILE) return PACKAGE_LIMITS.manifest;
  if (path === PACKAGE_DOCUMENT) return PACKAGE_LIMITS.document;
  if (path === PACKAGE_README) return PACKAGE_LIMITS.manifest;
  const [, folder = '', name = ''] = /^(runs\/\d+)\/([^/]+)$/.exec(path) ?? [];
  if (!runFolderSchema.safeParse(folder).success) return null;
  return RUN_FILES.find(([form]) => form.test(name))?.[1] ?? null;
}
