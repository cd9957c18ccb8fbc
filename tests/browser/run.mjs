// Runs one scenario in Debian's Chromium against a server: node run.mjs SCENARIO URL FOLDER CHROMIUM [ARGUMENT…]
//
// Screenshots go into FOLDER. `plain` takes the path of the page, `subscription` a command that alters the data.

import { chromium } from 'playwright-core';

import { explorer } from './explorer.mjs';
import { home } from './home.mjs';
import { plain } from './plain.mjs';
import { subscription } from './subscription.mjs';
import { visitor } from './visitor.mjs';

const SCENARIOS = { explorer, home, plain, subscription };

// Only what hangs takes so long.
setTimeout(() => {
  console.error('the scenario does not end');
  process.exit(1);
}, 240_000).unref();

const [scenario, url, folder, executablePath, ...rest] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A request to any other host finds none.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});
try {
  await SCENARIOS[scenario](visitor(browser, url, folder), rest);
} finally {
  await browser.close();
}
console.log(`${scenario}: passed`);
