// urql, which listens by events or by WebSocket.
import { Client, createRequest, fetchExchange, subscriptionExchange } from 'urql';
import { createClient } from 'graphql-ws';
import { pipe, subscribe, onEnd } from 'wonka';
import WebSocket from 'ws';

import * as my from './client.mjs';

const sockets = createClient({ url: my.socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
const forward = ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query: query ?? '', variables }, sink) }),
});

const byEvents = new Client({
    url: my.url,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    preferGetMethod: false,
});
const bySocket = new Client({
    url: my.url,
    exchanges: [fetchExchange, subscriptionExchange({ forwardSubscription: forward })],
    preferGetMethod: true,
});

for (const client of [byEvents, bySocket]) {
    my.checkData((await client.query(my.query, my.variables).toPromise()).data);
    for (const [query, code] of [[my.invalid, 'GRAPHQL_VALIDATION_FAILED'], [my.failing, 'NOT_FOUND']]) {
        my.checkErrors((await client.query(query, {}).toPromise()).error?.graphQLErrors, code);
    }
    await my.hearChange((tell) =>
        new Promise((resolve, reject) => {
            // urql tells the last event of a stream again when the stream has ended.
            let last;
            const next = (data) => {
                if (data.graphChanged.revision !== last) tell(data);
                last = data.graphChanged.revision;
            };
            pipe(
                client.executeSubscription(createRequest(my.subscription, {})),
                onEnd(resolve),
                subscribe(({ data, error }) => (error ? reject(error) : next(data))),
            );
        }),
    );
}
await sockets.dispose();
