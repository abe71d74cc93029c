import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { chmod, copyFile, link, lstat, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

/*
 * Places the files of a Debian package, with the rights Debian expects whatever those of the build's files and its umask are: what
 * root installs must be readable by everybody.
 */

/**
 * @typedef {object} TreeOptions
 * @property {(file: string) => boolean} skips by path within the tree
 * @property {Readonly<Record<string, number>>} modes of files that need special rights, by path within the tree
 */

/** @param {string} from @param {string} to @param {TreeOptions} options */
export async function placeTree(from, to, { skips, modes }) {
  /** @param {string} folder relative to the tree @returns {Promise<void>} */
  const place = async (folder) => {
    for (const entry of await readdir(path.join(from, folder), { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (skips(file)) continue;
      if (entry.isDirectory()) await place(file);
      else
        await placeFile(
          path.join(from, file),
          path.join(to, file),
          modes[file] ?? (await modeFor(from, file)),
        );
    }
  };
  await place('');
}

/** Programs have no ending here. Archives of npm mark other files as executable, too. @param {string} from @param {string} file */
async function modeFor(from, file) {
  const { mode } = await lstat(path.join(from, file));
  return path.extname(file) === '' && (mode & constants.S_IXUSR) !== 0 ? 0o755 : 0o644;
}

/**
 * Shares a large file where it has the rights already and the file system allows; else copies it.
 * @param {string} from
 * @param {string} to
 * @param {number} mode
 */
export async function placeFile(from, to, mode) {
  await makeDirectory(path.dirname(to));
  const found = await lstat(from);
  if ((found.mode & 0o7777) === mode && (await isLinked(from, to))) return;
  await copyFile(from, to);
  await chmod(to, mode);
}

/** @param {string} from @param {string} to */
function isLinked(from, to) {
  return link(from, to).then(
    () => true,
    () => false,
  );
}

/** A file's text, packed where its name says so: without a date, so that the same text gives the same bytes. @param {string} file @param {string} text */
export async function placeText(file, text) {
  await makeDirectory(path.dirname(file));
  await writeFile(file, file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  await chmod(file, 0o644);
}

/** @param {string} to @param {string} file */
export async function placeLink(to, file) {
  await makeDirectory(path.dirname(file));
  await symlink(to, file);
}

/** @param {string} folder @returns {Promise<void>} */
async function makeDirectory(folder) {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  // A strict umask took rights from each folder that is new.
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await chmod(made, 0o755);
}

/**
 * The size of what will be installed, and the checksums by which `dpkg --verify` notices changes, as `DEBIAN/md5sums` lists them.
 * @param {string} root
 */
export async function describeFiles(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
  let kilobytes = entries.length - files.length;
  let checksums = '';
  for (const file of files) {
    const { size } = await lstat(path.join(root, file));
    kilobytes += Math.ceil(size / 1024);
    checksums += `${await digest(path.join(root, file))}  ${file}\n`;
  }
  return { kilobytes, checksums };
}

/** @param {string} file */
async function digest(file) {
  const hash = createHash('md5');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
