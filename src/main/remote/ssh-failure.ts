import type { Failure } from '../../contract/failure';
import { failure } from '../../contract/failures';

const FINGERPRINT =
  /\b(?<type>ED25519|ECDSA|RSA|DSA|ssh-ed25519|ecdsa-sha2-\S+|ssh-rsa)\b.*?(?<print>SHA256:[A-Za-z0-9+/]{43})/s;

/** Why ssh could not connect, from what it wrote and asked. */
export function sshFailure(host: string, written: string, question: string | null): Failure {
  const lines = written
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^debug\d:|^OpenSSH_/.test(line));
  const detail = { detail: lines.join('\n') };
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED|host key .* has changed/i.test(written)) {
    return failure('remote-host-key-changed', { host, key: offeredKey(written) ?? '?' }, detail);
  }
  if (question !== null || /Host key verification failed/.test(written)) {
    return failure('remote-host-key-unknown', { host, key: offeredKey(question ?? written) ?? '?' }, detail);
  }
  if (/Permission denied \(|Too many authentication failures/.test(written)) {
    return failure('remote-login-refused', { host }, detail);
  }
  return failure('remote-unreachable', { host, reason: lines.at(-1) ?? 'the connection ended' }, detail);
}

/** The host key that the other side showed, e.g. `ED25519 SHA256:…`; null where ssh did not come that far. */
export function offeredKey(written: string): string | null {
  const { type = '', print } = FINGERPRINT.exec(written)?.groups ?? {};
  if (print === undefined) return null;
  const name = type.replace(/^ssh-/, '').replace(/^ecdsa-sha2-.*/, 'ecdsa');
  return `${name.toUpperCase()} ${print}`;
}
