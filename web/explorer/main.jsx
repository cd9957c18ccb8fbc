// The explorer: GraphiQL over /graphql, with the examples and links to a query.

import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';
import './workers.js';

import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { examplesPlugin } from './examples.jsx';
import { ChosenOperation, LinkButton, linked } from './link.jsx';
import { opening } from './opening.js';
import { storage } from './storage.js';

const socket = new URL('/graphql', location.href);
socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  // The headers of the editor go along as the parameters of the connection.
  subscriptionUrl: socket.href,
  enableIncrementalDelivery: false,
});

// Without the examples the rest is of use.
const examples = await fetch('/graphiql/examples.json').then(
  (answer) => answer.json(),
  () => [],
);
const link = linked(new URLSearchParams(location.search), examples);

createRoot(document.getElementById('explorer')).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    plugins={[examplesPlugin(examples), explorerPlugin(), HISTORY_PLUGIN]}
    referencePlugin={DOC_EXPLORER_PLUGIN}
    defaultEditorToolsVisibility
    inputValueDeprecation
    {...opening(storage, link, examples)}
  >
    <GraphiQL.Logo>
      <a className="home" href="/">career-graph</a>
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <LinkButton />
        </>
      )}
    </GraphiQL.Toolbar>
    <ChosenOperation name={link?.operationName} />
  </GraphiQL>,
);
