// Apollo Client, with each of its links that speaks to a server.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import * as my from './client.mjs';

// The link compares what fails with the class of the browser, which older versions of Node.js do not have.
globalThis.WebSocket ??= WebSocket;

const sockets = createClient({ url: my.socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
const over = (link) => new ApolloClient({ link, cache: new InMemoryCache() });
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const links = {
    post: new HttpLink({ uri: my.url }),
    get: new HttpLink({ uri: my.url, useGETForQueries: true }),
    batch: new BatchHttpLink({ uri: my.url }),
    // The server keeps no documents, and the client sends them then.
    persisted: new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: my.url })),
    socket: new GraphQLWsLink(sockets),
};

for (const [which, link] of Object.entries(links)) {
    const client = over(link);
    const { data } = await client.query({ query: gql(my.query), variables: my.variables });
    my.checkData(data);
    for (const [query, code] of [[my.invalid, 'GRAPHQL_VALIDATION_FAILED'], [my.failing, 'NOT_FOUND']]) {
        await assert.rejects(client.query({ query: gql(query) }), (error) => {
            assert.ok(CombinedGraphQLErrors.is(error), `${which}: ${error}`);
            my.checkErrors(error.errors, code);
            return true;
        });
    }
}

const client = over(links.socket);
await my.hearChange((tell) =>
    new Promise((complete, error) => {
        const next = ({ data, error: told }) => (told ? error(told) : tell(data));
        client.subscribe({ query: gql(my.subscription) }).subscribe({ next, error, complete });
    }),
);
await sockets.dispose();
