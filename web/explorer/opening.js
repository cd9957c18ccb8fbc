// What the explorer opens with.

const TABS = 'graphiql:tabState';
const QUERY = 'graphiql:query';
const VARIABLES = 'graphiql:variables';
const KEEP_HEADERS = 'graphiql:shouldPersistHeaders';

/**
 * The properties that let GraphiQL open a link, the tabs of the last visit, or on a first visit the examples.
 *
 * GraphiQL finds its active tab again by the text that it opens with, and takes no variables from the first of its
 * default tabs (its issue 3392). So whatever is opened on a first visit comes first, is given twice, and is kept as
 * if it had been typed.
 */
export function opening(storage, link, examples) {
  // Headers may hold a key: they are kept only by who switched that on, which GraphiQL itself forgets.
  const headers = { shouldPersistHeaders: storage.getItem(KEEP_HEADERS) === 'true', showPersistHeadersSettings: true };
  return { ...headers, ...texts(storage, link, examples) };
}

function texts(storage, link, examples) {
  if (storage.getItem(TABS)) {
    return link ? { initialQuery: link.query, initialVariables: link.variables } : {};
  }
  const opened = link ?? examples[0];
  if (!opened) {
    return {};
  }
  storage.setItem(QUERY, opened.query);
  storage.setItem(VARIABLES, opened.variables);
  const others = examples.filter((example) => example.query !== opened.query);
  return {
    defaultTabs: [opened, ...others].map(({ query, variables }) => ({ query, variables: variables || null })),
    initialQuery: opened.query,
    initialVariables: opened.variables,
  };
}
