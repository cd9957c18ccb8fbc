// Links to a query: `?query=…&variables=…&operationName=…`, or `?example=…` by the name of an example.

import { pick, ToolbarButton, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

/** What an address asks to open; null if it asks for nothing. */
export function linked(parameters, examples) {
  const name = parameters.get('example');
  if (name !== null) {
    const example = examples.find(({ slug }) => slug === name);
    const names = examples.map(({ slug }) => `#   ${slug}\n`).join('');
    const missing = `# No example has the name that the address gives. These have one:\n#\n${names}`;
    return example ?? { query: missing, variables: '' };
  }
  const query = parameters.get('query');
  if (query === null) {
    return null;
  }
  const operationName = parameters.get('operationName') || undefined;
  return { query, variables: parameters.get('variables') ?? '', operationName };
}

/** Goes to the operation that a link names, once the editor knows where it is: the one at the cursor is run. */
export function ChosenOperation({ name }) {
  const { setOperationName } = useGraphiQLActions();
  const { operations, queryEditor } = useGraphiQL(pick('operations', 'queryEditor'));
  const done = useRef(false);
  useEffect(() => {
    const chosen = operations?.find((operation) => operation.name?.value === name);
    const text = queryEditor?.getModel();
    if (!done.current && chosen?.loc && text) {
      done.current = true;
      const place = text.getPositionAt(chosen.loc.start);
      queryEditor.setPosition(place);
      queryEditor.revealPositionNearTop(place);
      queryEditor.focus();
      setOperationName(name);
    }
  }, [name, operations, queryEditor, setOperationName]);
  return null;
}

/** Puts a link to the query of this tab into the address bar, and into the clipboard where the browser lets us. */
export function LinkButton() {
  const { queryEditor, variableEditor, operations, operationName } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'operations', 'operationName'),
  );
  function link() {
    const parameters = new URLSearchParams({ query: queryEditor?.getValue() ?? '' });
    const variables = variableEditor?.getValue().trim();
    if (variables) {
      parameters.set('variables', variables);
    }
    if (operationName && operations?.length > 1) {
      parameters.set('operationName', operationName);
    }
    history.replaceState(null, '', `?${parameters}`);
    navigator.clipboard?.writeText(location.href).catch(() => {});
  }
  return (
    <ToolbarButton onClick={link} label="Link to this query, in the address bar and the clipboard">
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M9.5 14.5l5-5M8 11l-2.6 2.6a3.5 3.5 0 0 0 5 5L13 16M16 13l2.6-2.6a3.5 3.5 0 0 0-5-5L11 8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
    </ToolbarButton>
  );
}
