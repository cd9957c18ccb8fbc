// A browser that nobody used before, and what it must never see: requests to other hosts, errors on the console, and
// violations of the Content-Security-Policy.

import assert from 'node:assert/strict';
import path from 'node:path';

/** Gives a function that visits a path in a fresh profile, does something there, and asserts that nothing went wrong. */
export function visitor(browser, url, folder) {
  return async (address, options, act) => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...options });
    context.setDefaultTimeout(60_000);
    const faults = [];
    await context.exposeFunction('violated', (what) => faults.push(`policy: ${what}`));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) =>
        globalThis.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
    });
    context.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) {
        faults.push(`request to ${request.url()}`);
      }
    });
    context.on('requestfailed', (request) => {
      const failure = request.failure()?.errorText;
      // Aborted is what was under way when another page was opened.
      if (failure !== 'net::ERR_ABORTED') {
        faults.push(`${request.url()}: ${failure}`);
      }
    });
    context.on('response', (response) => {
      if (response.status() >= 400) {
        faults.push(`${response.url()}: ${response.status()}`);
      }
    });
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        faults.push(`console: ${message.text()}`);
      }
    });
    context.on('weberror', (error) => faults.push(`error: ${error.error().stack}`));
    const page = await context.newPage();
    const open = (to) => page.goto(url + to);
    const shot = (name) => page.screenshot({ path: path.join(folder, `${name}.png`) });
    try {
      await open(address);
      await act(page, { open, shot, url });
    } catch (error) {
      await shot('failed');
      error.message += `\nseen: ${JSON.stringify(faults, null, 2)}`;
      throw error;
    }
    await context.close();
    assert.deepEqual(faults, [], `${address}: nothing goes wrong`);
  };
}

export const LIGHT = { colorScheme: 'light' };
export const DARK = { colorScheme: 'dark' };
export const NARROW = { colorScheme: 'light', viewport: { width: 390, height: 844 } };
