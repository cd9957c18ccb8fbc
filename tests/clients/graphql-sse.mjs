import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';

import * as my from './client.mjs';

const client = createClient({ url: my.url, retryAttempts: 0 });

/// Gives each result to a function.
const run = (payload, tell) =>
    new Promise((resolve, reject) => client.subscribe(payload, { next: tell, error: reject, complete: resolve }));

await run({ query: my.query, variables: my.variables }, ({ data }) => my.checkData(data));
for (const [query, code] of [[my.invalid, 'GRAPHQL_VALIDATION_FAILED'], [my.failing, 'NOT_FOUND']]) {
    let told = 0;
    await run({ query }, ({ errors }) => {
        my.checkErrors(errors, code);
        told += 1;
    });
    assert.equal(told, 1);
}
await my.hearChange((tell) => run({ query: my.subscription }, ({ data }) => tell(data)));
client.dispose();
