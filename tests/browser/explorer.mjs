import assert from 'node:assert/strict';

import {
  answers, HEADERS, kept, openTab, QUERY, read, ready, RESPONSE, shown, shows, tabs, tabsAre, type, VARIABLES,
} from './graphiql.mjs';
import { DARK, LIGHT, NARROW } from './visitor.mjs';

const TWO = 'query A { role(by: {slug: "client"}) { name } } query B($s: String!) { role(by: {slug: $s}) { name kind } }';

/** The explorer: examples in tabs, documentation, links, themes. */
export async function explorer(visit) {
  await visit('/graphiql', LIGHT, firstVisit);
  await visit('/graphiql', LIGHT, panels);
  await visit('/graphiql', LIGHT, editing);
  await visit('/graphiql?example=salaries', LIGHT, linkToExample);
  const link = new URLSearchParams({ query: TWO, variables: '{"s": "investor"}', operationName: 'B' });
  await visit(`/graphiql?${link}`, LIGHT, linkToQuery);
  await visit('/graphiql', DARK, themes);
  await visit('/graphiql', NARROW, async (page, { shot }) => {
    await ready(page);
    await answers(page, '"name": "Back-end');
    await shot('explorer-narrow');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').waitFor();
    await shot('explorer-narrow-docs');
  });
}

async function firstVisit(page, { open, shot, url }) {
  await ready(page);
  const examples = await (await page.request.get(`${url}/graphiql/examples.json`)).json();
  const named = ({ query }) => query.match(/^(?:query|subscription) (\w+)/m)[1];
  const all = examples.map(named);
  await tabsAre(page, { titles: all, open: all[0] });
  await shows(page, VARIABLES, '"back-end-developer"');
  await answers(page, '"name": "Back-end developer"');
  await shot('explorer-light');
  // The trap: the variables of the first tab are there the second time, and when it is opened again.
  await kept(page);
  await open('/graphiql');
  await ready(page);
  await tabsAre(page, { titles: all, open: all[0] });
  await shows(page, VARIABLES, '"back-end-developer"');
  await openTab(page, all[2]);
  await answers(page, '"salaries"');
  await openTab(page, all[0]);
  await shows(page, VARIABLES, '"back-end-developer"');
}

async function panels(page, { shot }) {
  await ready(page);
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: 'Query', exact: true }).click();
  await docs.getByRole('link', { name: 'role', exact: true }).click();
  await docs.getByText('One role; null if there is none.').waitFor();
  await shot('explorer-docs');
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
  await page.locator('.graphiql-explorer-root').getByText('pathways', { exact: true }).first().waitFor();
  await shot('explorer-plugin');
  await page.getByRole('button', { name: 'Show Examples' }).click();
  const { titles } = await tabs(page);
  const examples = page.getByRole('navigation', { name: 'Examples' });
  assert.equal(await examples.getByRole('link').count(), titles.length);
  await shot('explorer-examples');
  await examples.getByRole('link', { name: 'A list, page by page' }).click();
  await page.waitForURL('**/graphiql?example=pages');
  await ready(page);
  await shows(page, QUERY, 'query Pages');
  await tabsAre(page, { titles, open: 'Pages' }, 'the tab that holds it is opened');
}

async function editing(page, { shot, url }) {
  await ready(page);
  await type(page, QUERY, 'query Wrong { rolex { name } }');
  await page.locator('.squiggly-error').first().waitFor();
  await shot('explorer-mistake');
  await type(page, QUERY, 'query Clients { roles(first: 2) { nodes { name } } }');
  await page.getByRole('button', { name: 'Headers' }).click();
  await type(page, HEADERS, '{"accept-language": "de"}');
  await shows(page, HEADERS, '"de"');
  await read(page);
  const asked = page.waitForRequest((request) => request.postData()?.includes('Clients') ?? false);
  await answers(page, '"roles"');
  assert.equal((await asked).headers()['accept-language'], 'de');
  await page.getByRole('button', { name: 'Link to this query' }).click();
  const link = new URL(page.url());
  assert.equal(link.origin + link.pathname, `${url}/graphiql`);
  assert.match(link.searchParams.get('query'), /^query Clients/);
}

async function linkToExample(page, { open }) {
  await ready(page);
  const { titles } = await tabs(page);
  await tabsAre(page, { titles, open: 'Salaries' });
  await answers(page, '"amount"');
  await kept(page);
  await open('/graphiql?example=careers');
  await ready(page);
  await tabsAre(page, { titles, open: 'Careers' });
  await shows(page, VARIABLES, '"back-end-developer"');
  await open('/graphiql?example=no-such');
  await shows(page, QUERY, '# No example has the name');
}

async function linkToQuery(page, { open, shot }) {
  await ready(page);
  await shows(page, VARIABLES, '"investor"');
  await page.waitForFunction(() => document.querySelector('.graphiql-tab-active')?.innerText.trim() === 'B');
  await page.keyboard.press('Control+Enter');
  await shows(page, RESPONSE, '"COUNTERPART"');
  await shot('explorer-link');
  assert.match(await shown(page, RESPONSE), /"Investor"/);
  await open(`/graphiql?query=${encodeURIComponent('{ graph { revision } }')}`);
  await ready(page);
  await answers(page, '"revision"');
}

async function themes(page, { open, shot }) {
  await ready(page);
  await answers(page, '"name": "Back-end developer"');
  await shot('explorer-dark');
  const theme = () => page.evaluate(() => document.body.className.match(/graphiql-\w+/)?.[0]);
  assert.equal(await theme(), undefined, 'as the system has it');
  await page.getByRole('button', { name: 'Open settings dialog' }).click();
  await page.getByRole('button', { name: 'Light', exact: true }).click();
  assert.equal(await theme(), 'graphiql-light');
  await page.keyboard.press('Escape');
  await open('/graphiql');
  await ready(page);
  assert.equal(await theme(), 'graphiql-light', 'it is kept');
  await shot('explorer-dark-made-light');
}
