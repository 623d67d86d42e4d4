"""Many people at once: each asks for the same page again and again, over their own connection; in a process apart."""

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack

import httpx

PATIENCE_S = 60.0


async def one(client: httpx.AsyncClient, path: str, rounds: int, pause: float, late: float) -> list[float]:
    """Seconds from each request to the last byte of its answer."""
    taken = []
    await asyncio.sleep(late)
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = await client.get(path)
        taken.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}: {answer.text[:200]}")
        await asyncio.sleep(pause)
    return taken


async def all_at_once(url: str, cookie: str, path: str, clients: int, rounds: int, pause: float) -> list[float]:
    """What each request took, of all clients. With a pause they begin one after the other, not in step."""
    async with AsyncExitStack() as open_:
        # Made before the first one asks: each takes longer to make than a page
        people = [
            await open_.enter_async_context(
                httpx.AsyncClient(base_url=url, headers={"cookie": cookie}, timeout=PATIENCE_S, verify=False)
            )
            for _ in range(clients)
        ]
        starts = [pause * at / clients for at in range(clients)]
        asked = (one(person, path, rounds, pause, late) for person, late in zip(people, starts, strict=True))
        return [seconds for client in await asyncio.gather(*asked) for seconds in client]


def main() -> None:
    """Reads one order a line from standard input, as JSON, and answers each with a line of seconds."""
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(asyncio.run(all_at_once(**order))), flush=True)


if __name__ == "__main__":
    main()
