// What every client does: a query, a query that fails, and a subscription that hears of a change.
import assert from 'node:assert/strict';

export const url = process.argv[2];

// What hangs fails; nothing takes so long.
setTimeout(() => process.exit(3), 60_000).unref();
export const socketUrl = url.replace(/^http/, 'ws');

export const query = 'query Name($slug: String!) { role(by: {slug: $slug}) { name } }';
export const variables = { slug: 'back-end-developer' };
export const name = 'Back-end developer';

// The first is refused before anything is executed, the second is executed in vain.
export const invalid = '{ role(by: {slug: "back-end-developer"}) { wages } }';
export const failing = '{ roles(filter: {taxonomy: ["nowhere"]}) { totalCount } }';

export const subscription = 'subscription { graphChanged(first: 2) { revision } }';

export function checkData(data) {
    assert.equal(data.role.name, name);
}

export function checkErrors(errors, code) {
    assert.equal(errors?.length, 1, JSON.stringify(errors));
    assert.equal(errors[0].extensions.code, code);
    assert.ok(errors[0].locations.length > 0);
}

/// Listens by a function that gives each event to its argument, and is over when the stream is; the test alters the
/// graph when it reads that somebody listens.
export async function hearChange(listen) {
    const revisions = [];
    await listen((data) => {
        revisions.push(data.graphChanged.revision);
        if (revisions.length === 1) console.log('listening');
    });
    assert.equal(revisions.length, 2, `heard ${revisions}`);
    assert.ok(revisions[1] > revisions[0], `heard ${revisions}`);
}
