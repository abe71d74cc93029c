import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * What Electron can do that this app never needs, switched off in the executable itself, where no argument and no environment
 * variable reaches. Cookie encryption stays off: the app has no cookies, and it would ask for the user's keyring.
 * @type {Readonly<Partial<Record<FuseV1Options, boolean>>>}
 */
export const wantedFuses = {
  // The executable is no Node that runs any script (`ELECTRON_RUN_AS_NODE`).
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // An app folder put beside the archive is not loaded in its place.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Checked on macOS and Windows only; Linux has no place for the archive's digest.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: process.platform !== 'linux',
};

/** Sets the fuses that this Electron has (older ones have fewer). @param {string} executable */
export async function setFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const present = Object.entries(wantedFuses).filter(
    ([fuse]) => wire[/** @type {never} */ (fuse)] !== undefined,
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...Object.fromEntries(present),
  });
  return present.length;
}
