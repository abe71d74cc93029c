import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A new network: no address but the loopback's, and nobody else there. */
const ALONE = [...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net'];
const WITH_LOOPBACK = 'ip link set lo up && exec "$0" "$@"';

/** Whether a network without any other machine can be made here. */
export const canCloseNetwork =
  spawnSync('unshare', [...ALONE, 'sh', '-c', WITH_LOOPBACK, 'true']).status === 0;

/** Runs a program in a network without any other machine until it has ended. Answers its exit code and what it wrote. */
export async function inClosedNetwork(
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn('unshare', [...ALONE, 'sh', '-c', WITH_LOOPBACK, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, output };
}
