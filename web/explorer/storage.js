// Where the explorer keeps tabs, theme and history: the browser's storage, under names of our own.
//
// Several programs are developed on the same address, and each GraphiQL would show the tabs of the others.

const PREFIX = 'career-graph:';

function chosen() {
  try {
    localStorage.getItem(PREFIX);
    return localStorage;
  } catch {
    // The browser was told to keep nothing: all of it lasts as long as the page.
    const kept = new Map();
    return {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => kept.set(name, value),
      removeItem: (name) => kept.delete(name),
    };
  }
}

const base = chosen();

/** As GraphiQL wants it. */
export const storage = {
  getItem: (name) => base.getItem(PREFIX + name),
  setItem: (name, value) => base.setItem(PREFIX + name, value),
  removeItem: (name) => base.removeItem(PREFIX + name),
  clear() {
    for (const name of Object.keys(base).filter((name) => name.startsWith(PREFIX))) {
      base.removeItem(name);
    }
  },
  get length() {
    return Object.keys(base).filter((name) => name.startsWith(PREFIX)).length;
  },
};
