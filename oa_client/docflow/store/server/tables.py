"""What a server has beside the office's records: what was asked, what was answered, who serves.

A person's login adds to `request_sent` and `request_chunk`; nobody's login changes anything.
"""

from collections.abc import Iterator

from oa_client.docflow.model.files import MOST_SHARED_BYTES

LARGEST_REQUEST = 1_048_576
"""Bytes of one request; a longer text belongs into an attachment."""

CHUNK = 1_048_576
"""Bytes of one piece of a file."""

MOST_CHUNKS = 2048
"""Pieces of one file: 2 GiB."""

MOST_UNANSWERED = 50
"""Requests that one person may have waiting; more would keep the others waiting."""

MOST_LOOSE = 4096
"""Pieces of files that one person may have sent without a request that names them."""

LEAST_BOUND, MOST_BOUND = CHUNK, 900 * CHUNK
"""What an office may name as the bound of one file; no copy of it could hold a larger one."""

TABLES = (
    f"""
    CREATE TABLE IF NOT EXISTS oa.request_sent (
        login text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
        seq bigint GENERATED ALWAYS AS IDENTITY,
        xid xid8 NOT NULL,
        body bytea NOT NULL CHECK (length(body) BETWEEN 1 AND {LARGEST_REQUEST}),
        key_id text COLLATE "C" CHECK (length(key_id) <= 64),
        signature bytea CHECK (length(signature) <= 128),
        PRIMARY KEY (login, id)
    )""",
    "CREATE INDEX IF NOT EXISTS request_sent_xid ON oa.request_sent (xid)",
    f"""
    CREATE TABLE IF NOT EXISTS oa.request_chunk (
        login text COLLATE "C" NOT NULL,
        sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{{64}}$'),
        i bigint NOT NULL CHECK (i BETWEEN 0 AND {MOST_CHUNKS - 1}),
        data bytea NOT NULL CHECK (length(data) BETWEEN 1 AND {CHUNK}),
        PRIMARY KEY (login, sha256, i)
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.quota (
        login text COLLATE "C" PRIMARY KEY,
        sent bigint NOT NULL DEFAULT 0,
        chunks bigint NOT NULL DEFAULT 0
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.answered (
        login text COLLATE "C" PRIMARY KEY,
        requests bigint NOT NULL DEFAULT 0,
        chunks bigint NOT NULL DEFAULT 0
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.answer (
        login text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        at text NOT NULL,
        told text NOT NULL,
        PRIMARY KEY (login, id)
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.attempt (
        login text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        times bigint NOT NULL,
        PRIMARY KEY (login, id)
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.adopted (
        sha256 text COLLATE "C" NOT NULL,
        login text COLLATE "C" NOT NULL,
        size bigint NOT NULL,
        chunks bigint NOT NULL,
        PRIMARY KEY (sha256, login)
    )""",
    """
    CREATE TABLE IF NOT EXISTS oa.desk (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        epoch bigint NOT NULL DEFAULT 0,
        pid bigint,
        tidy boolean NOT NULL DEFAULT true,
        official text NOT NULL DEFAULT ''
    )""",
    "INSERT INTO oa.desk DEFAULT VALUES ON CONFLICT DO NOTHING",
    """
    CREATE TABLE IF NOT EXISTS oa.beat (
        epoch bigint PRIMARY KEY,
        at timestamptz NOT NULL
    )""",
    f"""
    CREATE TABLE IF NOT EXISTS oa.bound (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        largest_file bigint NOT NULL DEFAULT {MOST_SHARED_BYTES}
          CHECK (largest_file BETWEEN {LEAST_BOUND} AND {MOST_BOUND})
    )""",
    "INSERT INTO oa.bound DEFAULT VALUES ON CONFLICT DO NOTHING",
    """
    CREATE INDEX IF NOT EXISTS entry_opened ON oa.entry ("by", document)
    WHERE code = 'opened' OR n = 1""",
)  # fmt: skip
"""Requests and pieces of files; two counters per person, one for each side, so that neither waits
for a lock of the other; answers; attempts after a crash; files that belong to the office now; who
serves, in which epoch; how large one file may be."""

INBOX = ("request_sent", "request_chunk")
"""What a person's login may add to."""

SERVICE = ("quota", "answered", "answer", "attempt", "adopted", "desk", "beat", "bound")
"""What only the server's own functions and the registrar write."""

ADDED_TO = ("answer", "adopted", "request_sent")
"""What nobody changes or removes, the registrar included."""


def guards() -> Iterator[str]:
    """Triggers: who asks and when is the server's to say; too much waits; nothing is taken back."""
    yield _on("request_sent", "BEFORE INSERT", "stamp_request")
    yield _on("request_sent", "AFTER INSERT", "count_request")
    yield _on("request_chunk", "BEFORE INSERT", "stamp_chunk")
    yield _on("request_chunk", "AFTER INSERT", "count_chunk")
    yield _on("request_chunk", "BEFORE DELETE", "keep_adopted")
    yield _never("request_chunk", "UPDATE OR TRUNCATE")
    for table in ADDED_TO:
        yield _never(table, "UPDATE OR DELETE OR TRUNCATE")


def _never(table: str, events: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE {events}"
        f" ON oa.{table} FOR EACH STATEMENT EXECUTE FUNCTION oa.refuse_ledger()"
    )


def _on(table: str, when: str, function: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {function} {when} ON oa.{table}"
        f" FOR EACH ROW EXECUTE FUNCTION oa.{function}()"
    )
