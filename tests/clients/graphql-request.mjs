// graphql-request, which does not listen: it is told how one does.
import assert from 'node:assert/strict';
import { ClientError, GraphQLClient } from 'graphql-request';

import * as my from './client.mjs';

for (const method of ['POST', 'GET']) {
    const client = new GraphQLClient(my.url, { method, jsonSerializer: JSON });
    my.checkData(await client.request(my.query, my.variables));
    for (const [query, code] of [[my.invalid, 'GRAPHQL_VALIDATION_FAILED'], [my.failing, 'NOT_FOUND']]) {
        await assert.rejects(client.request(query), (error) => {
            assert.ok(error instanceof ClientError, `${error}`);
            my.checkErrors(error.response.errors, code);
            return true;
        });
    }
    await assert.rejects(client.request(my.subscription), (error) => {
        assert.match(error.response.errors[0].message, /graphql-transport-ws.*text\/event-stream/s);
        return true;
    });
}
const [{ data }] = await new GraphQLClient(my.url).batchRequests([{ document: my.query, variables: my.variables }]);
my.checkData(data);
