const { TestEnvironment } = require('jest-environment-jsdom');

const { AbortController, AbortSignal, BroadcastChannel, Headers, Response } = globalThis;
const { TextEncoder, TextDecoder } = globalThis;

/** jsdom with the fetch of Node.js, which sends requests to the API of the test; see stub-api.ts. */
module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const page = this.global;
    Object.assign(page, { AbortController, AbortSignal, BroadcastChannel, Headers, Response });
    Object.assign(page, { TextEncoder, TextDecoder });
    page.fetch = (path, init) => fetch(new URL(path, page.apiOrigin), init);
    page.scrollTo = (_x, y) => Object.defineProperty(page, 'scrollY', { value: y, configurable: true });
  }
};
