import assert from 'node:assert/strict';

import { ready } from './graphiql.mjs';
import { DARK, LIGHT, NARROW } from './visitor.mjs';

/** The page for people: it says what it must, fits any width, and leads into the explorer. */
export async function home(visit) {
  await visit('/', LIGHT, async (page, { shot }) => {
    await shot('home-light');
    await page.getByRole('heading', { name: 'career-graph', level: 1 }).waitFor();
    const title = page.getByRole('link', { name: 'What does a role pay, and who says so?' });
    await title.click();
    await page.waitForURL('**/graphiql?example=salaries');
    await ready(page);
  });
  await visit('/', DARK, async (page, { shot }) => {
    await shot('home-dark');
    const [ground, text] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.color];
    });
    const sum = (colour) => colour.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b);
    assert.ok(sum(ground) < 150 && sum(text) > 600, `light on dark: ${text} on ${ground}`);
  });
  await visit('/', NARROW, async (page, { shot }) => {
    await shot('home-narrow');
    const { inner, whole } = await page.evaluate(() => ({
      inner: innerWidth,
      whole: document.documentElement.scrollWidth,
    }));
    assert.ok(whole <= inner, `nothing sticks out: ${whole} of ${inner}`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await shot('home-narrow-end');
  });
}
