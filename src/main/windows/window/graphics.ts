import { existsSync } from 'node:fs';
import { app } from 'electron';

/** Where Linux keeps what draws: the kernel's display devices, NVIDIA's own driver, and Windows' graphics inside WSL. */
const linuxGraphicsDevices = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

/**
 * Must run before the app is ready. On a Linux machine without graphics hardware (a server with a virtual display, a container)
 * Chromium would start its GPU process, see it fail and start over; there it draws in software from the beginning.
 */
export function drawInSoftwareWithoutGraphicsHardware(): void {
  if (process.platform !== 'linux' || linuxGraphicsDevices.some((device) => existsSync(device))) return;
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu');
}
