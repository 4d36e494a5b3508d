import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

export interface PagePart {
  type: string;
  requests: number;
  /** As transferred, compressed and with headers. */
  bytes: number;
}

/** What a browser with an empty cache loads until the catalog shows its courses. Undefined without Chromium. */
export async function measurePageLoad(clientUrl: string): Promise<PagePart[] | undefined> {
  if (!existsSync(executablePath)) {
    process.stderr.write(`the page is not measured: there is no Chromium at ${executablePath}\n`);
    return undefined;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const cdp = await page.context().newCDPSession(page);
    const types = new Map<string, string>();
    const parts = new Map<string, PagePart>();
    cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? 'Other';
      const part = parts.get(type) ?? { type, requests: 0, bytes: 0 };
      parts.set(type, { type, requests: part.requests + 1, bytes: part.bytes + encodedDataLength });
    });
    await cdp.send('Network.enable');
    await page.goto(clientUrl);
    await page.locator('main article').first().waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    return [...parts.values()].sort((a, b) => b.bytes - a.bytes);
  } finally {
    await browser.close();
  }
}
