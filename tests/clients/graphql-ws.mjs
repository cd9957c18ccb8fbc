import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import * as my from './client.mjs';

const client = createClient({ url: my.socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });

/// Gives each result to a function.
const run = (payload, tell) =>
    new Promise((resolve, reject) => client.subscribe(payload, { next: tell, error: reject, complete: resolve }));

await run({ query: my.query, variables: my.variables }, ({ data }) => my.checkData(data));
await assert.rejects(run({ query: my.invalid }, assert.fail), (errors) => {
    my.checkErrors(errors, 'GRAPHQL_VALIDATION_FAILED');
    return true;
});
await run({ query: my.failing }, ({ errors }) => my.checkErrors(errors, 'NOT_FOUND'));
await my.hearChange((tell) => run({ query: my.subscription }, ({ data }) => tell(data)));
await client.dispose();
