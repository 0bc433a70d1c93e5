"""The schema's history: ordered steps, each in a transaction of its own, never edited once released.

`$id` is the dialect's self-numbering key, `$bytes` and `$clustered` its words for bytes and for rows kept in the
order of their key. What a step adds may be filled from what is there (FILLED). A test holds the result against
`storage/tables.py`.
"""

from sqlalchemy import Connection, text

from storage import reports

FIRST = """
CREATE TABLE units (code VARCHAR(60) PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, level TEXT NOT NULL,
  kind TEXT NOT NULL, parent TEXT, leader_name TEXT NOT NULL, leader_phone TEXT NOT NULL, since TEXT, until TEXT,
  successor TEXT);
CREATE INDEX units_parent ON units (parent);
CREATE TABLE people (id $id, name TEXT NOT NULL, tone TEXT NOT NULL, language TEXT NOT NULL, phone TEXT NOT NULL,
  remind_hour INTEGER, consent_version TEXT NOT NULL, consent_at TEXT NOT NULL, erased_at TEXT);
CREATE TABLE accounts (id $id, channel TEXT NOT NULL, bot TEXT NOT NULL, address TEXT NOT NULL, person BIGINT,
  session TEXT NOT NULL, unreachable_since TEXT, UNIQUE (bot, address));
CREATE INDEX accounts_person ON accounts (person);
CREATE TABLE roles (person BIGINT NOT NULL, unit VARCHAR(60) NOT NULL, role VARCHAR(10) NOT NULL, since TEXT NOT NULL,
  until TEXT, PRIMARY KEY (person, unit, role));
CREATE INDEX roles_unit ON roles (unit);
CREATE TABLE invitations (code VARCHAR(20) PRIMARY KEY, unit TEXT NOT NULL, role TEXT NOT NULL,
  created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_by BIGINT, used_at TEXT);
CREATE TABLE inbox (id $id, bot TEXT NOT NULL, message_id TEXT NOT NULL, account BIGINT NOT NULL,
  received_at TEXT NOT NULL, body TEXT NOT NULL, state VARCHAR(8) NOT NULL, reason TEXT, UNIQUE (bot, message_id));
CREATE INDEX inbox_waiting ON inbox (account, id) WHERE state = 'waiting';
CREATE TABLE outbox (id $id, account BIGINT NOT NULL, priority INTEGER NOT NULL, body TEXT NOT NULL,
  created_at TEXT NOT NULL, state VARCHAR(8) NOT NULL, not_before DOUBLE PRECISION NOT NULL,
  leased_until DOUBLE PRECISION NOT NULL, leased_by TEXT, attempts INTEGER NOT NULL, reason TEXT, sent_at TEXT,
  remote_id TEXT);
CREATE INDEX outbox_waiting ON outbox (priority, id) WHERE state = 'waiting';
CREATE INDEX outbox_account ON outbox (account, id);
CREATE TABLE forms (version VARCHAR(32) PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE reports (unit VARCHAR(60) NOT NULL, period VARCHAR(60) NOT NULL, form TEXT NOT NULL,
  status VARCHAR(10) NOT NULL, origin VARCHAR(10) NOT NULL, person BIGINT, started_at TEXT NOT NULL,
  changed_at TEXT NOT NULL, submitted_at TEXT, answers TEXT NOT NULL, PRIMARY KEY (period, unit));
CREATE INDEX reports_unit ON reports (unit);
CREATE TABLE trail (id $id, at TEXT NOT NULL, person BIGINT, channel TEXT NOT NULL, act TEXT NOT NULL, unit TEXT,
  period TEXT, on_behalf TEXT, data TEXT NOT NULL);
CREATE INDEX trail_unit ON trail (unit, id);
CREATE TABLE notices (period VARCHAR(60) NOT NULL, unit VARCHAR(60) NOT NULL, person BIGINT NOT NULL,
  stage VARCHAR(20) NOT NULL, due VARCHAR(10) NOT NULL, at TEXT NOT NULL, state VARCHAR(8) NOT NULL,
  PRIMARY KEY (period, unit, person, stage, due));
CREATE TABLE programmes (code VARCHAR(40) PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE switches (programme VARCHAR(40) NOT NULL, unit VARCHAR(60) NOT NULL, is_on BOOLEAN NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (programme, unit));
CREATE TABLE extensions (unit VARCHAR(60) NOT NULL, period VARCHAR(60) NOT NULL, until TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY (period, unit));
"""

WEB_TRANSCRIPT = "CREATE INDEX inbox_web ON inbox (account, id) WHERE bot = 'web'"
DELIVERY = """
ALTER TABLE accounts ADD COLUMN free_at DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN parts_sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_chat ON outbox (account, id) WHERE state = 'waiting';
CREATE INDEX outbox_unsure ON outbox (not_before) WHERE state = 'unsure';
CREATE TABLE tokens (bot VARCHAR(60) NOT NULL, number INTEGER NOT NULL, free_at DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (bot, number));
CREATE TABLE leases (name VARCHAR(80) PRIMARY KEY, holder TEXT NOT NULL, until DOUBLE PRECISION NOT NULL);
"""

ASSIGNED = """
CREATE TABLE assigned (programme VARCHAR(40) NOT NULL, year INTEGER NOT NULL, unit VARCHAR(60) NOT NULL,
  target TEXT NOT NULL, goal DOUBLE PRECISION NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (programme, year, unit, target));
"""

DIARY = """
CREATE TABLE activities (id $id, unit VARCHAR(60) NOT NULL, day VARCHAR(10) NOT NULL, kind VARCHAR(40) NOT NULL,
  title TEXT NOT NULL, figures TEXT NOT NULL, organiser VARCHAR(60) NOT NULL, person BIGINT, at TEXT NOT NULL,
  removed_at TEXT);
CREATE INDEX activities_unit ON activities (unit, day);
CREATE INDEX activities_organiser ON activities (organiser, day);
CREATE TABLE attachments (id $id, unit VARCHAR(60) NOT NULL, period VARCHAR(60), activity BIGINT,
  kind VARCHAR(10) NOT NULL, bot TEXT NOT NULL, file TEXT NOT NULL, note TEXT NOT NULL, person BIGINT,
  at TEXT NOT NULL, state VARCHAR(10) NOT NULL);
CREATE INDEX attachments_unit ON attachments (unit, state);
CREATE INDEX attachments_activity ON attachments (activity) WHERE activity IS NOT NULL;
"""

CLOSINGS = """
CREATE TABLE closings (unit VARCHAR(60) NOT NULL, period VARCHAR(60) NOT NULL, version INTEGER NOT NULL,
  closed_at TEXT NOT NULL, person BIGINT, reason TEXT NOT NULL, figures TEXT NOT NULL, told TEXT NOT NULL,
  reopened_at TEXT, reopened_by BIGINT, reopened_why TEXT NOT NULL, PRIMARY KEY (unit, period, version));
CREATE INDEX closings_period ON closings (period);
"""

TRAIL_MESSAGE = "ALTER TABLE trail ADD COLUMN message BIGINT"
JOINING = """
CREATE TABLE requests (id $id, kind VARCHAR(10) NOT NULL, account BIGINT NOT NULL, person BIGINT NOT NULL,
  unit VARCHAR(60) NOT NULL, role VARCHAR(10) NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL,
  state VARCHAR(10) NOT NULL, settled_by BIGINT, settled_at TEXT);
CREATE INDEX requests_waiting ON requests (unit) WHERE state = 'waiting';
CREATE TABLE links (code VARCHAR(20) PRIMARY KEY, person BIGINT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT);
CREATE TABLE sharers (account BIGINT NOT NULL, person BIGINT NOT NULL, PRIMARY KEY (account, person));
"""

PUT_OFF = """
CREATE TABLE put_off (period VARCHAR(60) NOT NULL, unit VARCHAR(60) NOT NULL, person BIGINT NOT NULL,
  until TEXT NOT NULL, PRIMARY KEY (period, unit, person));
"""

PACKED = """
CREATE TABLE layouts (layout VARCHAR(16) PRIMARY KEY, codes TEXT NOT NULL);
CREATE TABLE packed (period VARCHAR(60) NOT NULL, unit VARCHAR(60) NOT NULL, layout VARCHAR(16) NOT NULL,
  data $bytes NOT NULL, PRIMARY KEY (period, unit)) $clustered;
"""

INCIDENTS = """
CREATE TABLE incidents (id $id, kind VARCHAR(10) NOT NULL, unit VARCHAR(60) NOT NULL, person BIGINT,
  text TEXT NOT NULL, at TEXT NOT NULL, state VARCHAR(10) NOT NULL, post VARCHAR(60) NOT NULL,
  alerted_at TEXT NOT NULL, person_seen BIGINT, seen_at TEXT, done_at TEXT, follow_up TEXT, joined TEXT);
CREATE INDEX incidents_open ON incidents (id) WHERE state <> 'done';
CREATE INDEX incidents_unit ON incidents (unit, kind);
CREATE TABLE returns (unit VARCHAR(60) NOT NULL, period VARCHAR(60) NOT NULL, at TEXT NOT NULL, person BIGINT,
  reason TEXT NOT NULL, codes TEXT NOT NULL, PRIMARY KEY (unit, period));
"""

LETTERHEADS = "CREATE TABLE letterheads (unit VARCHAR(60) PRIMARY KEY, body TEXT NOT NULL)"

PROPOSALS = """
CREATE TABLE proposals (id $id, unit VARCHAR(60) NOT NULL, period VARCHAR(60) NOT NULL, text TEXT NOT NULL,
  addressee TEXT NOT NULL, state VARCHAR(10) NOT NULL, due TEXT NOT NULL, person BIGINT, at TEXT NOT NULL,
  answer TEXT NOT NULL, reminded BOOLEAN NOT NULL);
CREATE INDEX proposals_period ON proposals (period);
"""

INCIDENT_READERS = "ALTER TABLE incidents ADD COLUMN readers TEXT NOT NULL DEFAULT ''"
REQUEST_REMINDED = "ALTER TABLE requests ADD COLUMN reminded_at TEXT"
OUTBOX_ABOUT = """
ALTER TABLE outbox ADD COLUMN unit TEXT;
ALTER TABLE outbox ADD COLUMN period TEXT;
CREATE INDEX outbox_about ON outbox (unit) WHERE state = 'waiting' AND unit IS NOT NULL;
"""
OUTBOX_USEFUL = """
ALTER TABLE outbox ADD COLUMN useful_until TEXT;
CREATE INDEX outbox_useful ON outbox (useful_until) WHERE state = 'waiting' AND useful_until IS NOT NULL;
"""
INCIDENT_FOLLOWER = "ALTER TABLE incidents ADD COLUMN follower BIGINT"

STEPS: tuple[str, ...] = (
    FIRST,
    WEB_TRANSCRIPT,
    ASSIGNED,
    DELIVERY,
    DIARY,
    CLOSINGS,
    TRAIL_MESSAGE,
    JOINING,
    PUT_OFF,
    PACKED,
    INCIDENTS,
    LETTERHEADS,
    PROPOSALS,
    INCIDENT_READERS,
    REQUEST_REMINDED,
    OUTBOX_ABOUT,
    OUTBOX_USEFUL,
    INCIDENT_FOLLOWER,
)
FILLED = {PACKED: reports.pack_again}
WORDS = {
    "sqlite": {
        "$id": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "$bytes": "BLOB",
        "$clustered": "WITHOUT ROWID",
    },
    "postgresql": {
        "$id": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "$bytes": "BYTEA",
        "$clustered": "",
    },
}


class NewerDatabaseError(RuntimeError):
    """The database was written by a newer version of this program."""


def prepare(db: Connection) -> None:
    """Make the table that holds the schema's version."""
    db.execute(text("CREATE TABLE IF NOT EXISTS meta (key VARCHAR(40) PRIMARY KEY, value TEXT NOT NULL)"))
    db.execute(text("INSERT INTO meta (key, value) VALUES ('schema', '0') ON CONFLICT DO NOTHING"))


def version(db: Connection) -> int:
    """How many steps the database has taken; its row is locked, so that one process migrates at a time."""
    lock = " FOR UPDATE" if db.dialect.name == "postgresql" else ""
    return int(db.execute(text("SELECT value FROM meta WHERE key = 'schema'" + lock)).scalar_one())


def step(db: Connection) -> bool:
    """Take the next step, if there is one. Raises NewerDatabaseError where the database is ahead of this program."""
    done = version(db)
    if done > len(STEPS):
        raise NewerDatabaseError
    if done == len(STEPS):
        return False
    for statement in _in_words_of(STEPS[done], db.dialect.name).split(";"):
        if statement.strip():
            db.execute(text(statement))
    if fill := FILLED.get(STEPS[done]):
        fill(db)
    db.execute(text("UPDATE meta SET value = :done WHERE key = 'schema'"), {"done": str(done + 1)})
    return True


def _in_words_of(sql: str, dialect: str) -> str:
    for word, meaning in WORDS[dialect].items():
        sql = sql.replace(word, meaning)
    return sql
