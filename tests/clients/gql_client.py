"""gql, over aiohttp, httpx and websockets."""

import asyncio
import sys

from gql import Client, gql
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

URL = sys.argv[1]
SOCKET_URL = URL.replace("http", "ws", 1)

QUERY = 'query Name($slug: String!) { role(by: {slug: $slug}) { name } }'
INVALID = '{ role(by: {slug: "back-end-developer"}) { wages } }'
FAILING = '{ roles(filter: {taxonomy: ["nowhere"]}) { totalCount } }'
SUBSCRIPTION = 'subscription { graphChanged(first: 2) { revision } }'


async def ask(transport):
    async with Client(transport=transport) as session:
        request = gql(QUERY)
        request.variable_values = {"slug": "back-end-developer"}
        answer = await session.execute(request)
        assert answer == {"role": {"name": "Back-end developer"}}, answer
        for query, code in [(INVALID, "GRAPHQL_VALIDATION_FAILED"), (FAILING, "NOT_FOUND")]:
            try:
                answer = await session.execute(gql(query))
            except TransportQueryError as error:
                assert [e["extensions"]["code"] for e in error.errors] == [code], error.errors
            else:
                raise AssertionError(f"{query} is answered with {answer}")


async def listen():
    revisions = []
    async with Client(transport=WebsocketsTransport(url=SOCKET_URL)) as session:
        async for event in session.subscribe(gql(SUBSCRIPTION)):
            revisions.append(event["graphChanged"]["revision"])
            if len(revisions) == 1:
                print("listening", flush=True)
    assert len(revisions) == 2 and revisions[0] < revisions[1], revisions


async def main():
    await ask(AIOHTTPTransport(url=URL))
    await ask(HTTPXAsyncTransport(url=URL))
    await ask(WebsocketsTransport(url=SOCKET_URL))
    await listen()


# What hangs fails; nothing takes so long.
asyncio.run(asyncio.wait_for(main(), 60))
