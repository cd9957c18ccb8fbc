import assert from 'node:assert/strict';

import { DARK, LIGHT, NARROW } from './visitor.mjs';

const TWO = 'query A { role(by: {slug: "client"}) { name } } query B($s: String!) { role(by: {slug: $s}) { name kind } }';

/** The small page: an example, a mistake, a link. */
export async function plain(visit, [address]) {
  await visit(address, LIGHT, async (page, { open, shot }) => {
    const answer = page.getByRole('status', { name: 'Answer' });
    const settled = (state) => page.locator(`#answer[data-state=${state}]`).waitFor();
    await page.waitForFunction(() => document.getElementById('query').value);
    await page.getByRole('button', { name: 'Ask' }).click();
    await settled('done');
    const first = JSON.parse(await answer.textContent());
    assert.equal(first.data.role.name, 'Back-end developer');
    await shot('plain-light');

    await page.getByLabel('Example', { exact: true }).selectOption('Which tools pass these conditions?');
    await page.getByLabel('Query').press('Control+Enter');
    await page.waitForFunction(() => document.getElementById('answer').textContent.includes('"tools"'));
    assert.ok(JSON.parse(await answer.textContent()).data.tools.nodes.length > 3);

    await page.getByLabel('Variables, as JSON').fill('{');
    await page.getByRole('button', { name: 'Ask' }).click();
    await settled('failed');
    assert.match(await answer.textContent(), /^Variables: /);

    await page.getByLabel('Variables, as JSON').fill('');
    await page.getByLabel('Headers, as JSON').fill('{"accept-language": "fr"}');
    const asked = page.waitForRequest('**/graphql');
    await page.getByRole('button', { name: 'Ask' }).click();
    assert.equal((await asked).headers()['accept-language'], 'fr');
    await settled('done');

    const link = new URLSearchParams({ query: TWO, variables: '{"s": "investor"}', operationName: 'B' });
    await open(`${address}?${link}`);
    await page.waitForFunction(() => document.getElementById('query').value);
    await page.getByRole('button', { name: 'Ask' }).click();
    await settled('done');
    assert.deepEqual(JSON.parse(await answer.textContent()).data, { role: { name: 'Investor', kind: 'COUNTERPART' } });

    await open(`${address}?example=pages`);
    await page.waitForFunction(() => document.getElementById('query').value.includes('query Pages'));
  });
  await visit(address, DARK, (page, { shot }) => shot('plain-dark'));
  await visit(address, NARROW, async (page, { shot }) => {
    await shot('plain-narrow');
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sticksOut <= 0, `nothing sticks out: ${sticksOut}`);
  });
}
