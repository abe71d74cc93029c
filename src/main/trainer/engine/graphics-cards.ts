import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { DeviceInfo } from '../../../contract/contract';

/** The graphics cards NVIDIA's driver reports; none when its tool does not exist. */
export function findGraphicsCards(): Promise<readonly DeviceInfo[]> {
  return new Promise((resolve) => {
    const query = ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits'];
    execFile('nvidia-smi', query, { timeout: 10_000 }, (error, output) => {
      resolve(error === null ? parseGraphicsCards(output) : []);
    });
  });
}

/** @param output lines of name and MiB, as `nvidia-smi` prints them */
export function parseGraphicsCards(output: string): readonly DeviceInfo[] {
  return output
    .split('\n')
    .map((line) => line.split(','))
    .filter(([name = '']) => name.trim() !== '')
    .map(([name = '', mebibytes]) => {
      const memoryBytes = Number(mebibytes) * 2 ** 20;
      return { kind: 'gpu', name: name.trim(), ...(memoryBytes > 0 && { memoryBytes }) } as const;
    });
}

/**
 * Whether the processor computes in bfloat16 itself (AVX-512 BF16, AMX, ARM's BF16); null where the system does not say. Without it,
 * such numbers are converted to and fro, which is slower than float32.
 */
export function hasBfloat16(
  readProcessorInfo: () => string = () => readFileSync('/proc/cpuinfo', 'utf8'),
): boolean | null {
  if (process.platform !== 'linux') return null;
  try {
    return /\b(avx512_bf16|amx_bf16|avx_ne_convert|bf16)\b/.test(readProcessorInfo());
  } catch {
    return null; // A sandbox that hides /proc.
  }
}
