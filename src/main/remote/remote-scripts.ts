import { shellQuoted } from './shell-quoted';

/** Before each line that one of our scripts prints: login shells may print their own. */
export const MARK = 'netloom:';

const BEGIN = `LC_ALL=C; export LC_ALL
say() { printf '${MARK}%s\\t%s\\n' "$1" "$2"; }
cd || exit 1
`;

/** Looks at the machine and at the folder, and changes nothing. */
export function checkScript(folder: string, kind: 'ssh' | 'slurm'): string {
  return `${BEGIN}folder=${shellQuoted(folder)}
say system "$(uname -s)"
say machine "$(uname -m)"
say cores "$(getconf _NPROCESSORS_ONLN 2>/dev/null)"
say processor "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
say memory "$(sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo 2>/dev/null)"
if command -v nvidia-smi >/dev/null 2>&1; then
  nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | while read -r card; do say card "$card"; done
fi
${kind === 'slurm' ? SLURM_LINES : ''}
${FOLDER_LINES}
for manifest in "$folder"/*/manifest.json; do
  [ -f "$manifest" ] && say version "$(basename "$(dirname "$manifest")")"
done
say end 0
`;
}

/** Which Slurm there is, and its partitions. */
const SLURM_LINES = `if command -v sbatch >/dev/null 2>&1; then
  say slurm "$(sbatch --version 2>/dev/null)"
  sinfo --noheader --format='%P|%l|%G' 2>/dev/null | while read -r line; do say partition "$line"; done
fi`;

/** What the folder is, and the room where it lies or will lie. */
const FOLDER_LINES = `bad=
if [ -L "$folder" ]; then bad=1; say link "$(readlink "$folder")"
elif [ -e "$folder" ] && [ ! -d "$folder" ]; then bad=1; say file 1
elif [ -e "$folder" ] && [ ! -O "$folder" ]; then bad=1; say foreign 1; fi
for part in runs data store; do
  if [ -L "$folder/$part" ]; then bad=1; say link "$(readlink "$folder/$part")"; fi
done
[ -z "$bad" ] || exit 0
place=$folder
while [ ! -e "$place" ]; do place=$(dirname "$place"); done
say room "$(df -Pk "$place" | awk 'NR == 2 { print $4 }')"`;

/** A file of the trainer, by its content. */
export interface StoredPart {
  readonly sha256: string;
  readonly bytes: number;
}

/** Says which parts the store has not yet, and how much of each has come. */
export function missingPartsScript(folder: string, parts: readonly StoredPart[]): string {
  const lines = parts.map(({ sha256, bytes }) => `look ${sha256} ${bytes}`);
  return `${BEGIN}umask 077
folder=${shellQuoted(folder)}
${FOLDER_LINES}
mkdir -p "$folder/store/incoming" || exit 1
size() { wc -c < "$1" | tr -d ' '; }
look() {
  if [ -f "$folder/store/$1" ] && [ "$(size "$folder/store/$1")" = "$2" ]; then return; fi
  if [ -f "$folder/store/incoming/$1" ]; then say partial "$1 $(size "$folder/store/incoming/$1")"; else say missing "$1"; fi
}
${lines.join('\n')}
say end 0
`;
}

export interface InstalledFile {
  readonly sha256: string;
  /** Within the version's folder. */
  readonly path: string;
  readonly isProgram: boolean;
}

/**
 * Checks what has come, and puts the version together beside its place: it is there as a whole or not at all.
 *
 * @param archive the checksum of the tar archive with the small files
 */
export function assembleScript(
  { folder, version }: { readonly folder: string; readonly version: string },
  incoming: readonly string[],
  archive: string,
  files: readonly InstalledFile[],
): string {
  return `${BEGIN}umask 077
folder=${shellQuoted(folder)}
version=${shellQuoted(version)}
store=$folder/store
check() {
  sum=$(sha256sum < "$store/incoming/$1") || exit 1
  if [ "\${sum%% *}" != "$1" ]; then rm -f "$store/incoming/$1"; say damaged "$1"; exit 1; fi
  mv -f "$store/incoming/$1" "$store/$1" || exit 1
}
${incoming.map((sha256) => `check ${sha256}`).join('\n')}
part=$folder/.partial-$version
rm -rf "$part" && mkdir "$part" && tar -xf "$store/${archive}" -C "$part" || exit 1
place() {
  mkdir -p "$(dirname "$part/$2")" && { ln "$store/$1" "$part/$2" 2>/dev/null || cp "$store/$1" "$part/$2"; } || exit 1
  [ -z "$3" ] || chmod 700 "$part/$2" || exit 1
}
${files.map(({ sha256, path, isProgram }) => `place ${sha256} ${shellQuoted(path)} ${isProgram ? 'program' : "''"}`).join('\n')}
rm -rf "$folder/$version" && mv "$part" "$folder/$version" && rm -f "$store/${archive}" || exit 1
say end 0
`;
}

/** What a script has said, in order. */
export function saidLines(stdout: string): readonly (readonly [key: string, value: string])[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(MARK))
    .map((line) => {
      const [key = '', ...value] = line.slice(MARK.length).split('\t');
      return [key, value.join('\t')] as const;
    });
}
