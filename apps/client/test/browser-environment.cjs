const { TestEnvironment } = require('jest-environment-jsdom');

const { AbortController, AbortSignal, BroadcastChannel, Headers, Request, Response } = globalThis;
const { TextEncoder, TextDecoder } = globalThis;

/** jsdom has no fetch: Node's own takes its place, and asks the API of the test. See stub-api.ts. */
module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const page = this.global;
    Object.assign(page, { AbortController, AbortSignal, BroadcastChannel, Headers, Response });
    Object.assign(page, { TextEncoder, TextDecoder });
    const absolute = (input) => (typeof input === 'string' ? new URL(input, page.apiOrigin) : input);
    page.Request = class extends Request {
      constructor(input, init) {
        super(absolute(input), init);
      }
    };
    page.fetch = (input, init) => fetch(absolute(input), init);
    page.scrollTo = (_x, y) => Object.defineProperty(page, 'scrollY', { value: y, configurable: true });
  }
};
