import { expect, expectErrors, test } from './fixture';

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
});
