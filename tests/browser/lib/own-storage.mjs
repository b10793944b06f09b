/** The extension's storage as one of its pages finds it, where that isn't as it should be. */

/**
 * From now on the browser refuses what this page wants to store, or takes it again. Runs in the page: Firefox sets no limit to
 * the storage, so it can't be filled in both.
 */
export function refuseStorage(isRefused) {
  const { local } = (globalThis.browser ?? globalThis.chrome).storage;
  globalThis.takes ??= local.set;
  const refuse = () => Promise.reject(new Error("no room"));
  const value = isRefused ? refuse : globalThis.takes;
  Object.defineProperty(local, "set", { value, configurable: true, writable: true });
}
