/**
 * Gives each file of tests that shares a process with others its own modules of window and main, because stores and caches are singletons. What
 * these are made of (graph-runtime, libraries) is pure and stays: it is most of what an import costs. Run before each file.
 */

/** What vitest keeps of the modules that it has loaded; there is no public name for it. */
interface Worker {
  readonly evaluatedModules: {
    readonly idToModuleMap: ReadonlyMap<string, object>;
    invalidateModule(module: object): void;
  };
}

const { evaluatedModules }: Worker = Reflect.get(globalThis, '__vitest_worker__');
for (const [id, module] of evaluatedModules.idToModuleMap) {
  if (/\/src\/(?:renderer|main)\//.test(id)) evaluatedModules.invalidateModule(module);
}
