"""Every table, once, for both stores. `storage/migrations.py` creates them; a test holds the two together.

Moments of business time are ISO texts with offset, days ISO texts; machine times (leases, back-off) are
seconds since 1970 as floats; JSON is text, packed and unpacked by the module that owns the table.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData()
Id = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


meta = Table("meta", metadata, Column("key", String(40), primary_key=True), _text("value"))

units = Table(
    "units",
    metadata,
    Column("code", String(60), primary_key=True),
    _text("name"),
    _text("name_key"),
    _text("level"),
    _text("kind"),
    _text("parent", null=True),
    _text("leader_name"),
    _text("leader_phone"),
    _text("since", null=True),
    _text("until", null=True),
    _text("successor", null=True),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _text("name"),
    _text("tone"),
    _text("language"),
    _text("phone"),
    Column("remind_hour", Integer, nullable=True),
    _text("consent_version"),
    _text("consent_at"),
    _text("erased_at", null=True),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _text("channel"),
    _text("bot"),
    _text("address"),
    Column("person", Id, nullable=True),
    _text("session"),
    _text("unreachable_since", null=True),
    Column("free_at", Float, nullable=False, server_default="0"),
    Unique("bot", "address"),
)

roles = Table(
    "roles",
    metadata,
    Column("person", Id),
    Column("unit", String(60)),
    Column("role", String(10)),
    _text("since"),
    _text("until", null=True),
    PrimaryKeyConstraint("person", "unit", "role"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("code", String(20), primary_key=True),
    _text("unit"),
    _text("role"),
    _text("created_at"),
    _text("expires_at"),
    Column("used_by", Id, nullable=True),
    _text("used_at", null=True),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(10), nullable=False),
    Column("account", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("unit", String(60), nullable=False),
    Column("role", String(10), nullable=False),
    _text("note"),
    _text("at"),
    Column("state", String(10), nullable=False),
    Column("settled_by", Id, nullable=True),
    _text("settled_at", null=True),
    _text("reminded_at", null=True),
)

links = Table(
    "links",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("person", Id, nullable=False),
    _text("expires_at"),
    _text("used_at", null=True),
)

sharers = Table(
    "sharers", metadata, Column("account", Id), Column("person", Id), PrimaryKeyConstraint("account", "person")
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _text("bot"),
    _text("message_id"),
    Column("account", Id, nullable=False),
    _text("received_at"),
    _text("body"),
    Column("state", String(8), nullable=False),
    _text("reason", null=True),
    Unique("bot", "message_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("account", Id, nullable=False),
    Column("priority", Integer, nullable=False),
    _text("body"),
    _text("created_at"),
    Column("state", String(8), nullable=False),
    Column("not_before", Float, nullable=False),
    Column("leased_until", Float, nullable=False),
    _text("leased_by", null=True),
    Column("attempts", Integer, nullable=False),
    _text("reason", null=True),
    _text("sent_at", null=True),
    _text("remote_id", null=True),
    Column("parts_sent", Integer, nullable=False, server_default="0"),
    Column("repeats", Integer, nullable=False, server_default="0"),
    _text("unit", null=True),
    _text("period", null=True),
    _text("useful_until", null=True),
)

tokens = Table(
    "tokens",
    metadata,
    Column("bot", String(60)),
    Column("number", Integer),
    Column("free_at", Float, nullable=False),
    PrimaryKeyConstraint("bot", "number"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    _text("holder"),
    Column("until", Float, nullable=False),
)

forms = Table("forms", metadata, Column("version", String(32), primary_key=True), _text("body"))

reports = Table(
    "reports",
    metadata,
    Column("unit", String(60)),
    Column("period", String(60)),
    _text("form"),
    Column("status", String(10), nullable=False),
    Column("origin", String(10), nullable=False),
    Column("person", Id, nullable=True),
    _text("started_at"),
    _text("changed_at"),
    _text("submitted_at", null=True),
    _text("answers"),
    PrimaryKeyConstraint("period", "unit"),
)

layouts = Table(
    "layouts", metadata, Column("layout", String(16), primary_key=True), _text("codes"), info={"derived": True}
)

packed = Table(
    "packed",
    metadata,
    Column("period", String(60)),
    Column("unit", String(60)),
    Column("layout", String(16), nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("period", "unit"),
    info={"derived": True},
)

letterheads = Table("letterheads", metadata, Column("unit", String(60), primary_key=True), _text("body"))

trail = Table(
    "trail",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _text("at"),
    Column("person", Id, nullable=True),
    _text("channel"),
    _text("act"),
    _text("unit", null=True),
    _text("period", null=True),
    _text("on_behalf", null=True),
    _text("data"),
    Column("message", Id, nullable=True),
)

notices = Table(
    "notices",
    metadata,
    Column("period", String(60)),
    Column("unit", String(60)),
    Column("person", Id),
    Column("stage", String(20)),
    Column("due", String(10)),
    _text("at"),
    Column("state", String(8), nullable=False),
    PrimaryKeyConstraint("period", "unit", "person", "stage", "due"),
)

programmes = Table("programmes", metadata, Column("code", String(40), primary_key=True), _text("body"), _text("at"))

switches = Table(
    "switches",
    metadata,
    Column("programme", String(40)),
    Column("unit", String(60)),
    Column("is_on", Boolean, nullable=False),
    _text("at"),
    PrimaryKeyConstraint("programme", "unit"),
)

extensions = Table(
    "extensions",
    metadata,
    Column("unit", String(60)),
    Column("period", String(60)),
    _text("until"),
    _text("reason"),
    PrimaryKeyConstraint("period", "unit"),
)

put_off = Table(
    "put_off",
    metadata,
    Column("period", String(60)),
    Column("unit", String(60)),
    Column("person", Id),
    _text("until"),
    PrimaryKeyConstraint("period", "unit", "person"),
)

assigned = Table(
    "assigned",
    metadata,
    Column("programme", String(40)),
    Column("year", Integer),
    Column("unit", String(60)),
    Column("target", Text),
    Column("goal", Float, nullable=False),
    _text("at"),
    PrimaryKeyConstraint("programme", "year", "unit", "target"),
)

activities = Table(
    "activities",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("unit", String(60), nullable=False),
    Column("day", String(10), nullable=False),
    Column("kind", String(40), nullable=False),
    _text("title"),
    _text("figures"),
    Column("organiser", String(60), nullable=False),
    Column("person", Id, nullable=True),
    _text("at"),
    _text("removed_at", null=True),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("unit", String(60), nullable=False),
    Column("period", String(60), nullable=True),
    Column("activity", Id, nullable=True),
    Column("kind", String(10), nullable=False),
    _text("bot"),
    _text("file"),
    _text("note"),
    Column("person", Id, nullable=True),
    _text("at"),
    Column("state", String(10), nullable=False),
)

closings = Table(
    "closings",
    metadata,
    Column("unit", String(60)),
    Column("period", String(60)),
    Column("version", Integer),
    _text("closed_at"),
    Column("person", Id, nullable=True),
    _text("reason"),
    _text("figures"),
    _text("told"),
    _text("reopened_at", null=True),
    Column("reopened_by", Id, nullable=True),
    _text("reopened_why"),
    PrimaryKeyConstraint("unit", "period", "version"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(10), nullable=False),
    Column("unit", String(60), nullable=False),
    Column("person", Id, nullable=True),
    _text("text"),
    _text("at"),
    Column("state", String(10), nullable=False),
    Column("post", String(60), nullable=False),
    _text("alerted_at"),
    Column("person_seen", Id, nullable=True),
    _text("seen_at", null=True),
    _text("done_at", null=True),
    _text("follow_up", null=True),
    _text("joined", null=True),
    Column("readers", Text, nullable=False, server_default=""),
    Column("follower", Id, nullable=True),
)

returns = Table(
    "returns",
    metadata,
    Column("unit", String(60)),
    Column("period", String(60)),
    _text("at"),
    Column("person", Id, nullable=True),
    _text("reason"),
    _text("codes"),
    PrimaryKeyConstraint("unit", "period"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("unit", String(60), nullable=False),
    Column("period", String(60), nullable=False),
    _text("text"),
    _text("addressee"),
    Column("state", String(10), nullable=False),
    _text("due"),
    Column("person", Id, nullable=True),
    _text("at"),
    _text("answer"),
    Column("reminded", Boolean, nullable=False),
)
