"""Whoever waits for news can be stopped at any instant, also at the one when the news comes."""

import asyncio

import pytest

from bot.clock import hears


async def test_news_and_silence() -> None:
    news = asyncio.Event()
    assert not await hears(news, 0.001)
    news.set()
    assert await hears(news, 10)


@pytest.mark.parametrize("later", [0, 1, 2])
async def test_cancelled_as_the_news_comes(later: int) -> None:
    news, heard = asyncio.Event(), 0

    async def listen() -> None:
        nonlocal heard
        while await hears(news, 10):
            heard += 1
            news.clear()

    task = asyncio.create_task(listen())
    await asyncio.sleep(0)
    news.set()
    for _ in range(later):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task], timeout=1)
    assert task.cancelled(), "it goes on listening"
