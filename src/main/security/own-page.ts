import { APP_ORIGIN } from './content-policy';

/** The development server's origin, when there is one; it is trusted like the app's own. */
export type DevelopmentOrigin = string | null;

/** Whether a frame at `url` is a page of the app. */
export function isOwnPage(url: string, developmentOrigin: DevelopmentOrigin): boolean {
  try {
    const { protocol, host } = new URL(url);
    const origin = `${protocol}//${host}`;
    return origin === APP_ORIGIN || (developmentOrigin !== null && origin === developmentOrigin);
  } catch {
    return false;
  }
}

/** The development server named by the environment: only on this machine, and never in a packaged app. */
export function developmentOriginFrom(value: string | undefined, isPackaged: boolean): DevelopmentOrigin {
  if (value === undefined || isPackaged) return null;
  try {
    const { protocol, hostname, host } = new URL(value);
    const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
    return protocol === 'http:' && isLocal ? `${protocol}//${host}` : null;
  } catch {
    return null;
  }
}
