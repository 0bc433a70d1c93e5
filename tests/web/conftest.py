"""Fixtures of the web chat's tests."""

from collections.abc import AsyncIterator

import pytest
from web_site import Site, serving


@pytest.fixture
async def site(sqlite_url: str) -> AsyncIterator[Site]:
    """The real thing on a database with the sample organisation."""
    async with serving(sqlite_url) as site:
        yield site
