import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layers } from '../../graph-runtime/layers/registry';
import { CONTENT_POLICY } from './content-policy';
import { isAllowedLink } from './links';
import { developmentOriginFrom, isOwnPage } from './own-page';
import { readPageFile } from './page-files';
import { respondWithPage } from './page-response';

describe('the content policy', () => {
  const directives = new Map(
    CONTENT_POLICY.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources] as const;
    }),
  );

  it('starts from nothing and allows scripts and styles only from the app itself', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    expect(CONTENT_POLICY).not.toMatch(/unsafe|eval|https?:|\*/);
  });

  it('closes what does not fall back to default-src', () => {
    for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
      expect(directives.get(name)).toEqual(["'none'"]);
  });
});

describe('isAllowedLink', () => {
  it('opens what every layer refers to', () => {
    const links = layers.flatMap(({ reference }) => (reference.url === undefined ? [] : [reference.url]));
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((url) => !isAllowedLink(url))).toEqual([]);
  });

  it.each(['https://arxiv.org/abs/1512.03385', 'https://doi.org/10.1109/5.726791', 'https://d2l.ai/'])(
    'opens %s',
    (url) => {
      expect(isAllowedLink(url)).toBe(true);
    },
  );

  it.each([
    'http://arxiv.org/abs/1512.03385',
    'https://arxiv.org.example.com/',
    'https://example.com/?arxiv.org',
    'https://user@arxiv.org/',
    'https://arxiv.org:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://arxiv.org/share',
    'app://netloom/index.html',
    'arxiv.org',
    '',
  ])('does not open %j', (url) => {
    expect(isAllowedLink(url)).toBe(false);
  });
});

describe('isOwnPage', () => {
  it('knows the app, and the development server while there is one', () => {
    expect(isOwnPage('app://netloom/index.html', null)).toBe(true);
    expect(isOwnPage('http://localhost:5173/', 'http://localhost:5173')).toBe(true);
    for (const url of [
      'app://other/',
      'file:///netloom',
      'https://netloom/',
      'http://localhost:5173/',
      'about:blank',
      '',
    ]) {
      expect(isOwnPage(url, null)).toBe(false);
    }
  });

  it('takes a development server on this machine only, and none in a packaged app', () => {
    expect(developmentOriginFrom('http://localhost:5173', false)).toBe('http://localhost:5173');
    expect(developmentOriginFrom('http://localhost:5173', true)).toBeNull();
    for (const url of [undefined, '', 'https://example.com', 'http://localhost.example.com', 'file:///x']) {
      expect(developmentOriginFrom(url, false)).toBeNull();
    }
  });
});

describe('readPageFile', () => {
  let base: string;
  let folder: string;
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'netloom-pages-'));
    folder = join(base, 'renderer');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'assets', 'a b.js'), '1;');
    writeFileSync(join(base, 'secret.json'), '{}');
    symlinkSync(join(base, 'secret.json'), join(folder, 'link.json'));
  });
  afterAll(() => rmSync(base, { recursive: true }));

  it('serves the build', async () => {
    expect((await readPageFile(folder, 'app://netloom/'))?.mimeType).toBe('text/html; charset=utf-8');
    expect((await readPageFile(folder, 'app://netloom/index.html?x#y'))?.body.toString()).toBe(
      '<!doctype html>',
    );
    expect((await readPageFile(folder, 'app://netloom/assets/a%20b.js'))?.mimeType).toBe(
      'text/javascript; charset=utf-8',
    );
  });

  it('answers newer Electrons with the same page under the same policy', async () => {
    const page = await respondWithPage(folder, 'app://netloom/index.html');
    expect(page.status).toBe(200);
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('Content-Security-Policy')).toBe(CONTENT_POLICY);
    expect((await respondWithPage(folder, 'app://netloom/gone.js')).status).toBe(404);
  });

  it.each([
    'app://netloom/../secret.json',
    'app://netloom/%2e%2e/secret.json',
    'app://netloom/..%2fsecret.json',
    'app://netloom/..%5csecret.json',
    'app://netloom/link.json',
    'app://netloom//etc/passwd.json',
    'app://netloom/assets',
    'app://netloom/assets.js/x.js',
    'app://netloom/gone.js',
    'app://netloom/%00.js',
    'app://netloom/%E0%A4%A.js',
    'app://other/index.html',
    'file:///etc/hosts.json',
    'nonsense',
  ])('serves nothing for %s', async (url) => {
    expect(await readPageFile(folder, url)).toBeNull();
  });
});
