// What a visitor sees and does in GraphiQL. What the page does a moment later it may do much later on a busy machine, so
// nothing here is a matter of how long one waits.

import assert from 'node:assert/strict';

/** For how long anything is tried again, in milliseconds. */
const PATIENCE = 60_000;

const plain = (text) => text.replaceAll('\u00a0', ' ');

/** The text that an editor shows; only the lines that are in sight. */
export async function shown(page, editor) {
  return plain((await page.locator(`${editor} .view-lines`).allInnerTexts()).join('\n'));
}

/** Waits until the editors and the schema are there. */
export async function ready(page) {
  await page.locator(`${VARIABLES} .view-lines`).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-label="Re-fetch GraphQL schema"][disabled]'));
}

export const QUERY = '.graphiql-query-editor';
export const RESPONSE = '.graphiql-response';
export const VARIABLES = 'section[aria-label=Variables] .graphiql-editor:not(.hidden)';
export const HEADERS = 'section[aria-label=Headers] .graphiql-editor:not(.hidden)';

/** Tries something again until it does not fail. */
async function eventually(attempt) {
  for (const until = Date.now() + PATIENCE; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Waits until an editor shows a text. */
export async function shows(page, editor, text) {
  await page.waitForFunction(
    ([editor, text]) =>
      [...document.querySelectorAll(`${editor} .view-lines`)].some((lines) =>
        lines.innerText.replaceAll('\u00a0', ' ').includes(text),
      ),
    [editor, text],
  );
}

/**
 * Waits until GraphiQL has read what the editors show, which it does 100 ms after a text has changed. A timer of the page
 * itself that is set later and for longer goes off after that one, however busy the machine is.
 */
export async function read(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
}

/** Waits until the tabs are kept for the next visit. */
export async function kept(page) {
  await page.waitForFunction(() => localStorage.getItem('career-graph:graphiql:tabState'));
}

/** Opens a tab, and waits until GraphiQL knows the operation in it. */
export async function openTab(page, title) {
  await page.locator('.graphiql-tab', { hasText: title }).click();
  await shows(page, QUERY, title);
  await read(page);
}

/** Runs the query of the tab and waits until its answer shows a text. */
export async function answers(page, text) {
  await page.getByRole('button', { name: 'Execute query' }).click();
  await shows(page, RESPONSE, text);
}

/**
 * Puts a text into an editor in the place of what it holds: again until it is there. An editor that has just been opened
 * may not be in its place yet; then a click on it leaves another one in focus, which would take the text.
 */
export async function type(page, editor, text) {
  const bare = (text) => text.replaceAll(/\s/g, '');
  await eventually(async () => {
    // The middle of an editor's lines may be far outside, so the click goes to where they begin.
    const box = await page.locator(editor).first().boundingBox();
    await page.mouse.click(box.x + 120, box.y + 20);
    assert(await page.evaluate((editor) => document.activeElement?.closest(editor) != null, editor), 'it is in focus');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
    await read(page);
    assert.equal(bare(await shown(page, editor)), bare(text));
  });
}

/** The titles of the tabs, and which of them is open. */
export async function tabs(page) {
  const all = await page.locator('.graphiql-tab').evaluateAll((tabs) =>
    tabs.map((tab) => ({ title: tab.innerText.trim(), open: tab.classList.contains('graphiql-tab-active') })),
  );
  return { titles: all.map(({ title }) => title), open: all.find(({ open }) => open)?.title };
}

/** Waits until the tabs have these titles, and this one is open. */
export async function tabsAre(page, expected, why) {
  await eventually(async () => assert.deepEqual(await tabs(page), expected, why));
}
