import { execFileSync } from 'node:child_process';

import { answers, ready, RESPONSE, shows } from './graphiql.mjs';
import { LIGHT } from './visitor.mjs';

/** A tab that is subscribed hears of the revision that another process writes. */
export async function subscription(visit, [program, ...parameters]) {
  await visit('/graphiql?example=changes', LIGHT, async (page, { shot }) => {
    await ready(page);
    await answers(page, '"revision": 1');
    execFileSync(program, parameters, { stdio: 'inherit' });
    await shows(page, RESPONSE, '"revision": 2');
    await shot('explorer-subscription');
    await page.getByRole('button', { name: 'Stop query' }).click();
    await page.getByRole('button', { name: 'Execute query' }).waitFor();
  });
}
