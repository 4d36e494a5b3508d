const { TestEnvironment } = require('jest-environment-jsdom');

const { AbortController, AbortSignal, TextEncoder, TextDecoder } = globalThis;

/** jsdom has no fetch: Node's own takes its place, and asks the API of the test. See stub-api.ts. */
module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const page = this.global;
    Object.assign(page, { AbortController, AbortSignal, TextEncoder, TextDecoder });
    page.fetch = (path, init) => fetch(new URL(path, page.apiOrigin), init);
    page.scrollTo = (_x, y) => Object.defineProperty(page, 'scrollY', { value: y, configurable: true });
  }
};
