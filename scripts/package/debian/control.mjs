/** What differs from one build to the next. @typedef {{ version: string; architecture: string; installedKilobytes: number; depends: readonly string[] }} ControlInput */

/** Debian's name of a processor, by `process.arch`. @type {Readonly<Record<string, string>>} */
const architectures = { x64: 'amd64', arm64: 'arm64' };

/**
 * What no program names as needed, and yet: Chromium loads `libX11-xcb` when it opens a display and ends where it is missing (found by
 * packaging/debian/prove.sh), and `xdg-open` shows the folder of the logs.
 */
const loadedLater = ['libx11-xcb1', 'xdg-utils'];

/** What is used where it is there: Chinese characters, notifications, and the desktop's tables of programs and file types. */
const recommended = ['desktop-file-utils', 'fonts-noto-cjk', 'libnotify4', 'shared-mime-info'];

/** @param {string} arch `process.arch` */
export function debianArchitecture(arch) {
  return architectures[arch] ?? arch;
}

/**
 * An npm version as Debian orders it: what comes before a release sorts before it only with a tilde (`1.0.0-beta.1` becomes
 * `1.0.0~beta.1`); a hyphen would start a revision.
 * @param {string} version
 */
export function debianVersion(version) {
  return version.replace('-', '~').replaceAll('-', '.');
}

/** The text of `DEBIAN/control`. @param {ControlInput} input */
export function controlFile({ version, architecture, installedKilobytes, depends }) {
  const fields = {
    Package: 'netloom',
    Version: version,
    Architecture: architecture,
    Maintainer: 'The Netloom founders <founders@netloom.invalid>',
    'Installed-Size': String(installedKilobytes),
    Depends: [...new Set([...depends, ...loadedLater])].sort().join(', '),
    Recommends: recommended.join(', '),
    Section: 'science',
    Priority: 'optional',
    Description: [
      'design and train convolutional networks by wiring layers',
      ' Netloom shows a convolutional network as nodes on a canvas, with the shape',
      ' of every tensor on its edges, and trains it with TensorFlow on this machine.',
      ' .',
      ' Eight classic networks (LeNet, AlexNet, NiN, VGG, GoogLeNet, ResNet,',
      ' DenseNet, MobileNet) and Fashion-MNIST come with it. Nothing is sent',
      ' anywhere.',
    ].join('\n'),
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
