"""Many visits side by side, and what they bring in handfuls worth saving."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import TypeVar

T = TypeVar("T")

SAVE_EVERY_S = 2.0  # guess: what a crash may cost, against 20 ms to open the warehouse


async def batches(
    work: Sequence[Coroutine[None, None, T]],
    at_once: int,
    is_alive: Callable[[], bool] = lambda: True,
    patience_s: float = float("inf"),
) -> AsyncIterator[list[T]]:
    """Do work side by side; give what is done every SAVE_EVERY_S and at the end.

    Args:
        work: Coroutines that raise nothing.
        at_once: Most of them under way.
        is_alive: Asked once the patience is over; if it says no, all is given up.
        patience_s: Seconds.
    """
    clock = asyncio.get_running_loop().time
    gate = asyncio.Semaphore(max(at_once, 1))

    async def one(job: Coroutine[None, None, T]) -> T:
        async with gate:
            return await job

    began, saved = clock(), clock()
    waiting = {asyncio.create_task(one(job)) for job in work}
    done: list[T] = []
    try:
        while waiting:
            ended, waiting = await asyncio.wait(
                waiting, timeout=SAVE_EVERY_S / 4, return_when=asyncio.FIRST_COMPLETED
            )
            done += [task.result() for task in ended]
            is_stuck = not is_alive() and clock() - began > patience_s
            if done and (not waiting or is_stuck or clock() - saved >= SAVE_EVERY_S):
                yield done
                done, saved = [], clock()
            if is_stuck and not is_alive():
                return
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
