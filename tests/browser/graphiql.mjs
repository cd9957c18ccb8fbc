// What a visitor sees and does in GraphiQL.

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

/** Opens a tab, and waits until GraphiQL knows the operation in it, which it reads 100 ms after the text has changed. */
export async function openTab(page, title) {
  await page.locator('.graphiql-tab', { hasText: title }).click();
  await shows(page, QUERY, title);
  await page.waitForTimeout(500);
}

/** Runs the query of the tab and waits until its answer shows a text. */
export async function answers(page, text) {
  await page.getByRole('button', { name: 'Execute query' }).click();
  await shows(page, RESPONSE, text);
}

/** Puts a text into an editor in the place of what it holds. */
export async function type(page, editor, text) {
  // The middle of an editor's lines may be far outside, so the click goes to where they begin.
  const box = await page.locator(editor).first().boundingBox();
  await page.mouse.click(box.x + 120, box.y + 20);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** The titles of the tabs, and which of them is open. */
export async function tabs(page) {
  const all = await page.locator('.graphiql-tab').evaluateAll((tabs) =>
    tabs.map((tab) => ({ title: tab.innerText.trim(), open: tab.classList.contains('graphiql-tab-active') })),
  );
  return { titles: all.map(({ title }) => title), open: all.find(({ open }) => open)?.title };
}
