import path from 'node:path';
import { expect, expectErrors, test } from './fixture';
import { projectDirectory } from './launch';

test.describe('the window is closed to the outside', () => {
  test('pages have no Node and no Electron, only the bridge', async ({ netloom }) => {
    const found = await netloom.page.evaluate(() => {
      const names = [
        'require',
        'process',
        'module',
        'Buffer',
        'global',
        'electron',
        'ipcRenderer',
        '__dirname',
      ];
      return names.filter((name) => name in window);
    });
    expect(found).toEqual([]);
    const bridge = await netloom.page.evaluate(() => {
      const exposed: unknown = Reflect.get(window, 'netloom');
      return typeof exposed === 'object' && exposed !== null ? Object.keys(exposed).sort() : [];
    });
    expect(bridge).toEqual(['invoke', 'on']);
  });

  test('the bridge takes the contract’s channels and nothing else', async ({ netloom }) => {
    const answers = await netloom.page.evaluate(async () => {
      interface Bridge {
        invoke(channel: string, request?: unknown): Promise<{ ok: boolean; error?: { code: string } }>;
        on(event: string, listener: () => void): () => void;
      }
      const bridge = Reflect.get(window, 'netloom') as Bridge;
      const attempt = async (action: () => unknown) => {
        try {
          await action();
          return 'taken';
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      };
      return {
        unknownChannel: await attempt(() => bridge.invoke('shell:open', 'x')),
        unknownEvent: await attempt(() => bridge.on('secret', () => undefined)),
        wrongRequest: await bridge.invoke('run:start', { document: { format: 'other' } }),
      };
    });
    expect(answers.unknownChannel).toContain('There is no channel');
    expect(answers.unknownEvent).toContain('There is no event');
    expect(answers.wrongRequest).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  });

  test('a content policy allows only what ships with the app', async ({ netloom }) => {
    expectErrors('Content Security Policy');
    const policy = await netloom.page.evaluate(async () => {
      const reply = await fetch(window.location.href);
      return reply.headers.get('Content-Security-Policy') ?? '';
    });
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const ran = await netloom.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true;';
      document.body.append(script);
      const wasInjected = 'injected' in window;
      return { wasInjected };
    });
    expect(ran).toEqual({ wasInjected: false });
    // Code the test itself sends may use eval; what runs later on the page's own account may not.
    const error = await netloom.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            const evaluate: (code: string) => unknown = Reflect.get(window, 'eval');
            try {
              resolve(`ran: ${String(evaluate('1 + 1'))}`);
            } catch (refusal) {
              resolve(refusal instanceof Error ? refusal.name : 'refused');
            }
          });
        }),
    );
    expect(error).toBe('EvalError');
  });

  test('nothing opens a window, leads away or reaches the network', async ({ netloom }) => {
    expectErrors('Content Security Policy');
    expectErrors('net::ERR_');
    expectErrors('Not allowed to load local resource');
    const { app, page } = netloom;
    const address = page.url();
    const opened = await page.evaluate(() => window.open('https://example.org/') === null);
    expect(opened).toBe(true);
    await page.evaluate(() => {
      window.location.href = 'https://example.org/';
    });
    await page.evaluate(() => {
      window.location.href = 'file:///etc/passwd';
    });
    const fetched = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
    expect(page.url()).toBe(address);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const permission = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'refused',
      ),
    );
    expect(permission).toBe('refused');
  });

  test('every window has the strict preferences, whatever it was opened for', async ({ netloom }) => {
    const { app, page } = netloom;
    const opened = app.waitForEvent('window');
    await page.evaluate(() => {
      const bridge = Reflect.get(window, 'netloom') as {
        invoke(channel: string, request: unknown): Promise<unknown>;
      };
      const document = { format: 'netloom', version: 2, name: 'Second', nodes: [], edges: [] };
      return bridge.invoke('window:open', { document });
    });
    const second = await opened;
    await expect(second.getByRole('heading', { level: 1 })).toHaveText('Second');
    const preferences = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in the types: what the page really got.
        const read = Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>;
        return read.call(contents);
      }),
    );
    expect(preferences).toHaveLength(2);
    for (const given of preferences) {
      expect(given).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
      });
      for (const name of ['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'navigateOnDragDrop'])
        expect(given[name] ?? false, name).toBe(false);
      for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures'])
        expect(given[name] ?? '', name).toBe('');
    }
  });

  test('every permission is denied, asked for or not', async ({ netloom }) => {
    const states = await netloom.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
        'persistent-storage',
      ];
      const found: Record<string, string> = {};
      for (const name of names) {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        found[name] = state;
      }
      found.place = await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      );
      found.notification = await Notification.requestPermission();
      found.clipboard = await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      );
      return found;
    });
    for (const [name, state] of Object.entries(states)) expect(state, name).not.toBe('granted');
  });

  test('no page is embedded, by frame, object or webview, and nothing is downloaded', async ({ netloom }) => {
    expectErrors('Content Security Policy');
    expectErrors('net::ERR_');
    const { app, page } = netloom;
    await page.evaluate(() => {
      for (const name of ['iframe', 'object', 'embed', 'webview']) {
        const element = document.createElement(name);
        element.setAttribute('src', 'https://example.org/');
        element.setAttribute('data', 'https://example.org/');
        element.setAttribute('allowpopups', '');
        document.body.append(element);
      }
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      document.body.append(link);
      link.click();
    });
    const found = await app.evaluate(async ({ webContents }) => {
      const frames = webContents.getAllWebContents()[0]?.mainFrame.framesInSubtree ?? [];
      // A frame's `url` is also what it was refused; what it holds then is the browser's own error page.
      const read = (frame: Electron.WebFrameMain) =>
        frame.executeJavaScript('location.href').catch(() => 'nothing') as Promise<string>;
      return {
        pages: webContents.getAllWebContents().length,
        frames: await Promise.all(frames.map(read)),
      };
    });
    expect(found.pages).toBe(1);
    expect(found.frames.filter((url) => url.startsWith('http'))).toEqual([]);
  });

  test('only listed links reach the system’s browser', async ({ netloom }) => {
    expectErrors('Not allowed to load local resource');
    expectErrors('Content Security Policy');
    const { app, page } = netloom;
    await app.evaluate(({ shell }) => {
      const links: string[] = [];
      Object.assign(globalThis, { openedLinks: links });
      Object.assign(shell, { openExternal: async (url: string) => void links.push(url) });
    });
    await page.evaluate(() => {
      for (const url of [
        'https://example.org/',
        'http://arxiv.org/abs/1512.03385',
        'file:///etc/passwd',
        'smb://arxiv.org/share',
        'javascript:alert(1)',
        'mailto:somebody@arxiv.org',
        'https://arxiv.org/abs/1512.03385',
      ]) {
        window.open(url);
      }
    });
    const opened = () => app.evaluate(() => Reflect.get(globalThis, 'openedLinks') as string[]);
    await expect.poll(opened).toEqual(['https://arxiv.org/abs/1512.03385']);
  });

  test('a page that is not the app’s own gets no answer, even with the bridge in hand', async ({
    netloom,
  }) => {
    const { app } = netloom;
    const preload = path.join(projectDirectory, 'out', 'preload', 'index.js');
    const answers = await app.evaluate(async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL('about:blank');
      const ask = (channel: string) =>
        stranger.webContents.executeJavaScript(
          `window.netloom.invoke(${JSON.stringify(channel)})`,
        ) as Promise<{
          error?: { code: string };
        }>;
      const fromOutside = await ask('recovery:load');
      // Our own page, but in a window that the app did not open.
      await stranger.loadURL('app://netloom/index.html');
      const fromCopy = await ask('recovery:load');
      stranger.destroy();
      return [fromOutside.error?.code, fromCopy.error?.code];
    }, preload);
    expect(answers).toEqual(['sender-not-trusted', 'sender-not-trusted']);
  });

  test('pages come from the app’s own protocol and reach no file', async ({ netloom }) => {
    expectErrors('Content Security Policy');
    expectErrors('Not allowed to load local resource');
    expectErrors('net::ERR_');
    expectErrors('404 (Not Found)');
    const { page } = netloom;
    expect(await page.evaluate(() => window.location.origin)).toBe('app://netloom');
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    const fetched = await page.evaluate(() =>
      Promise.all(
        ['file:///etc/hostname', 'app://netloom/../../package.json', 'app://other/index.html'].map((url) =>
          fetch(url).then(
            ({ ok }) => (ok ? url : 'refused'),
            () => 'refused',
          ),
        ),
      ),
    );
    expect(fetched).toEqual(['refused', 'refused', 'refused']);
  });
});
