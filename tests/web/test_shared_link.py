"""One link for a whole commune: whoever opens it has a conversation of her own."""

from web_site import SECRET, Chat, Site

from actions import invitations
from bot.links import shared_link, signer
from bot.sample import build
from storage import units


async def _link(site: Site) -> str:
    now = site.app.clock.now()
    branch = await site.app.store.read(lambda db: units.find(db, build.BRANCH))
    assert branch is not None
    commune = str(branch.parent)
    cards = await site.app.store.write(lambda db: invitations.invite(db, [commune], invitations.SHARED, now))
    return shared_link("", SECRET, cards[0].code)


async def test_two_who_open_it_do_not_see_each_other(site: Site) -> None:
    link = await _link(site)
    for _ in range(2):
        async with site.browser() as client:
            chat = await Chat.open(client, link)
            said, _ = await chat.hear(lambda said: any(one["who"] == "bot" for one in said))
            assert "cán bộ Hội xác nhận" in said[0]["text"]
            assert len(said) == 1, "nothing of the one before"


async def test_a_forged_one_opens_nothing(site: Site) -> None:
    async with site.browser() as client:
        page = await client.get("/chat", params={"g": str(signer("another secret", "shared").dumps("K7M29XQPB"))})
        assert page.status_code == 403
        assert not client.cookies
