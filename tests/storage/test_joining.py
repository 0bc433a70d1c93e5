"""Requests, linking codes and shared phones, on both stores."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection

from storage import joining, people, retention
from storage.store import Store

AT, LATER = "2026-05-28T19:30:00+07:00", "2026-05-28T20:00:00+07:00"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


def _somebody(db: Connection, name: str, agreed: str = AT) -> int:
    record = {"name": name, "tone": "chi", "language": "vi", "phone": "", "erased_at": None}
    return people.add_person(db, {**record, "consent_version": "1", "consent_at": agreed})


async def test_a_new_request_takes_the_place_of_the_one_before(store: Store) -> None:
    def asked(db: Connection) -> list[joining.Request]:
        mai = _somebody(db, "Mai")
        first = joining.ask(db, "join", 7, mai, "C1", "leader", "", AT)
        second = joining.ask(db, "change", 7, mai, "C2", "leader", "thay chị Hoa", LATER)
        assert (found := joining.request(db, first)) is not None
        assert found.state == joining.REPLACED
        assert [one.id for one in joining.waiting(db, ["C1", "C2"])] == [second]
        joining.settle(db, second, joining.ACCEPTED, 1, LATER)
        settled = joining.request(db, second)
        assert settled is not None
        return [settled]

    (settled,) = await store.write(asked)
    assert (settled.state, settled.note) == (joining.ACCEPTED, ""), "her own words are not kept"


async def test_a_linking_code_works_once_and_a_newer_one_replaces_it(store: Store) -> None:
    def linked(db: Connection) -> None:
        hoa = _somebody(db, "Hoa")
        joining.add_link(db, "AAA", hoa, LATER)
        joining.add_link(db, "BBB", hoa, LATER)
        assert joining.find_link(db, "AAA") is None
        joining.use_link(db, "BBB", AT)
        assert (found := joining.find_link(db, "BBB")) is not None
        assert found.used

    await store.write(linked)


async def test_whoever_shares_a_phone_is_reached_on_it_until_erased(store: Store) -> None:
    def shared(db: Connection) -> None:
        hoa, mai = _somebody(db, "Hoa"), _somebody(db, "Mai")
        phone = people.account_ids(db, "web", "web", ["may"])["may"]
        people.link(db, phone, hoa)
        joining.share(db, phone, [hoa, mai])
        joining.share(db, phone, [mai])
        assert {person: account.id for person, account in people.reach(db).items()} == {hoa: phone, mai: phone}
        assert [account.id for account in people.accounts_of(db, mai)] == [phone]
        assert retention.erase(db, mai, LATER)
        assert joining.sharing(db, phone) == [hoa]
        assert mai not in people.reach(db)

    await store.write(shared)


async def test_without_consent_nobody_has_a_role(store: Store) -> None:
    def withdrawn(db: Connection) -> None:
        hoa, mai = _somebody(db, "Hoa"), _somebody(db, "Mai", agreed="")
        for person in (hoa, mai):
            people.give_role(db, person, "C1", "leader", AT)
        assert [role.person for role in people.all_roles(db)] == [hoa]
        assert [role.person for role in people.roles_on(db, ["C1"])] == [hoa]
        assert people.roles_of(db, [mai]) == {}
        people.end_role(db, people.Role(hoa, "C1", "leader"), LATER)
        assert people.all_roles(db) == []

    await store.write(withdrawn)
