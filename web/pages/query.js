// Sends one query to /graphql and shows the answer.

const at = (id) => document.getElementById(id);
const [form, choice, about, query, variables, headers, answer] = [
  'form',
  'example',
  'about',
  'query',
  'variables',
  'headers',
  'answer',
].map(at);

let operationName;

/** The value of a JSON text; null if it is empty. */
function json(field, name) {
  try {
    return field.value.trim() ? JSON.parse(field.value) : null;
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  }
}

function show(text, failed) {
  answer.textContent = text;
  answer.dataset.state = failed ? 'failed' : 'done';
  answer.scrollIntoView({ block: 'nearest' });
}

async function ask() {
  answer.dataset.state = 'asking';
  answer.setAttribute('aria-busy', 'true');
  try {
    const body = JSON.stringify({
      query: query.value,
      variables: json(variables, 'Variables'),
      operationName: operationName ?? null,
    });
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...json(headers, 'Headers') },
      body,
    });
    const text = await response.text();
    let said;
    try {
      said = JSON.parse(text);
    } catch {
      show(`${response.status} ${response.statusText}\n\n${text}`, true);
      return;
    }
    show(JSON.stringify(said, null, 2), Boolean(said.errors));
  } catch (error) {
    show(error.message, true);
  } finally {
    answer.removeAttribute('aria-busy');
  }
}

function open(example) {
  query.value = example.query;
  variables.value = example.variables;
  operationName = example.operationName;
  about.textContent = example.description ?? '';
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
query.addEventListener('input', () => {
  // The operation that a link named may be gone.
  operationName = undefined;
});

const parameters = new URLSearchParams(location.search);
const linked = parameters.get('query');
const all = await fetch('/graphiql/examples.json').then(
  (response) => response.json(),
  () => [],
);
// This page gets one answer to a query; events come one after another.
const examples = all.filter((example) => !/^subscription\b/m.test(example.query));
const names = examples.map(({ title }, index) => new Option(title, index));
if (linked !== null) {
  names.unshift(new Option('of the link', ''));
}
choice.replaceChildren(...names);
choice.addEventListener('change', () => {
  if (choice.value) {
    open(examples[choice.value]);
  }
});
if (linked !== null) {
  open({
    query: linked,
    variables: parameters.get('variables') ?? '',
    operationName: parameters.get('operationName') || undefined,
  });
} else if (examples.length > 0) {
  const found = examples.findIndex(({ slug }) => slug === parameters.get('example'));
  const index = Math.max(found, 0);
  choice.value = index;
  open(examples[index]);
}
