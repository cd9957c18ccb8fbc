// The audits of graphql-http: each MUST, SHOULD and MAY of GraphQL over HTTP.
import { auditServer } from 'graphql-http';

import { url } from './client.mjs';

const results = await auditServer({ url });
for (const { id, name, status, reason } of results) {
    console.log(`${status} ${id} ${name}${reason ? `: ${reason}` : ''}`);
}
const ok = results.filter(({ status }) => status === 'ok').length;
console.log(`${ok} of ${results.length} audits are ok`);
process.exitCode = ok === results.length && ok > 50 ? 0 : 1;
