"""What the server itself knows: who asks, what is his to see, what he has opened.

All of it is written with full names and a fixed search path, and asks `session_user`: a role that
was put on by SET ROLE is nobody.
"""

from collections.abc import Iterator

from oa_client.docflow.store.server.tables import CHUNK, MOST_LOOSE, MOST_UNANSWERED

_NOW = (
    "pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'Asia/Shanghai',"
    " 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+08:00'"
)

_FRESH = """
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'read-committed-only' USING ERRCODE = '25001';
  END IF;"""
"""In an older view of the office a right that was taken away would still stand."""

GATED = ("opinion", "text_version", "entry")
"""Tables whose contents a person gets through a function, once he has opened the document."""

READING = ("opinion_of", "text_version_of", "entry_of", "piece_of", "found", "acts", "lengths")
PUBLIC = (
    "me", "holds", "lent", "stood_in", "opened", "visible", "last_seal", "sealed", "serving",
    "largest_file", *READING,
)  # fmt: skip
"""What a person's login may call; everything else of the schema is closed to it."""

SERVING = ("sweep",)
"""What beside them the registrar may call."""


def functions() -> Iterator[str]:
    """All of them, safe to repeat."""
    yield from _identity()
    yield from _stamps()
    yield from _contents()
    yield _find()
    yield _sweep()
    yield _defined(
        "largest_file()", "bigint",
        "SELECT b.largest_file FROM oa.bound b WHERE oa.me() IS NOT NULL",
    )  # fmt: skip
    yield from _watched()
    yield _defined(
        "last_seal(OUT id bigint, OUT hash text)", "record",
        "SELECT c.id, c.hash FROM oa.commit_head c WHERE oa.me() IS NOT NULL"
        " ORDER BY c.id DESC LIMIT 1",
    )  # fmt: skip
    yield _defined(
        "sealed(number bigint)", "text",
        "SELECT c.hash FROM oa.commit_head c WHERE c.id = $1 AND oa.me() IS NOT NULL",
    )  # fmt: skip
    yield _defined(
        "serving()", "double precision",
        "SELECT extract(epoch FROM pg_catalog.clock_timestamp() - max(b.at))::double precision"
        " FROM oa.beat b JOIN oa.desk d ON d.epoch = b.epoch WHERE oa.me() IS NOT NULL",
    )  # fmt: skip


def _identity() -> Iterator[str]:
    yield _defined(
        "me()", "text",
        "SELECT login FROM oa.person WHERE login = session_user AND active = 1"
        " AND pg_catalog.current_setting('transaction_isolation') = 'read committed'",
    )  # fmt: skip
    yield _defined(
        "holds(post text)", "boolean",
        "SELECT coalesce((SELECT posts::jsonb ? $1 FROM oa.person WHERE login = oa.me()), false)",
    )  # fmt: skip
    yield _defined(
        "lent()", "SETOF text",
        "SELECT t.document FROM oa.task t JOIN oa.stand_in s ON s.person = t.person"
        f" WHERE s.proxy = oa.me() AND s.ended = 0 AND t.closed_at IS NULL"
        f" AND s.from_ <= {_NOW} AND {_NOW} < s.until",
    )  # fmt: skip
    # what he did for others is his to know: that he did it, for whom and when, and no word of it
    yield _defined(
        'stood_in(OUT document text, OUT at text, OUT for_ text, OUT "by" text)', "SETOF record",
        """
        SELECT e.document, e.at, e.for_, e."by" FROM oa.stand_in s
          JOIN oa.task r ON r.person = s.person AND r.closed_at >= s.from_
            AND r.closed_at <= s.until
          JOIN oa.entry e ON e.document = r.document AND e.at = r.closed_at
            AND e.for_ = s.person AND e."by" = s.proxy
          WHERE s.proxy = oa.me()""",
    )  # fmt: skip
    yield _defined(
        "visible(document text)", "boolean",
        """
        SELECT oa.me() IS NOT NULL AND (
          EXISTS (SELECT 1 FROM oa.party p WHERE p.document = $1 AND p.person = oa.me())
          OR EXISTS (SELECT 1 FROM oa.document d WHERE d.id = $1
            AND d.status NOT IN ('draft', 'abandoned')
            AND (oa.holds('文书') OR (d.classified = 0 AND oa.holds('督办员'))))
          OR $1 IN (SELECT oa.lent()))""",
    )  # fmt: skip
    # whoever has no part in the case is on record anew each day, whatever he asks with
    yield _defined(
        "opened(document text)", "boolean",
        f"""
        SELECT oa.visible($1) AND EXISTS (
          SELECT 1 FROM oa.entry e WHERE e.document = $1 AND e.by = session_user
          AND (e.code = 'opened' OR e.n = 1)
          AND (e.at >= pg_catalog.left({_NOW}, 10) OR EXISTS (
            SELECT 1 FROM oa.party p WHERE p.document = $1 AND p.person = session_user))
          AND pg_catalog.pg_current_xact_id_if_assigned()::xid IS DISTINCT FROM e.xmin)""",
    )  # fmt: skip


def _stamps() -> Iterator[str]:
    yield _trigger(
        "stamp_request",
        "NEW.login := session_user; NEW.xid := pg_catalog.pg_current_xact_id(); RETURN NEW;",
    )
    yield _trigger("stamp_chunk", f"""
      IF NEW.i * {CHUNK} + pg_catalog.length(NEW.data) > (SELECT b.largest_file FROM oa.bound b)
      THEN RAISE EXCEPTION 'file-over-bound' USING ERRCODE = 'OA002'; END IF;
      NEW.login := session_user; RETURN NEW;""")
    yield _trigger("keep_adopted", """
      IF EXISTS (SELECT 1 FROM oa.adopted a
        WHERE a.login = OLD.login AND a.sha256 = OLD.sha256 AND OLD.i < a.chunks)
      THEN RAISE EXCEPTION 'ledger-append-only' USING ERRCODE = 'integrity_constraint_violation';
      END IF; RETURN OLD;""")
    yield _trigger("count_request", _counted("sent", "requests", MOST_UNANSWERED))
    yield _trigger("count_chunk", _counted("chunks", "chunks", MOST_LOOSE))


def _sweep() -> str:
    """Pieces of files that nobody took give way, and count no more; how many.

    While a request of the same person waits none does: it may name them.
    """
    return """
        CREATE OR REPLACE FUNCTION oa.sweep(login text, files text[]) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        DECLARE gone bigint; BEGIN
          IF (SELECT q.sent FROM oa.quota q WHERE q.login = $1)
             > coalesce((SELECT a.requests FROM oa.answered a WHERE a.login = $1), 0) THEN
            RETURN 0;
          END IF;
          DELETE FROM oa.request_chunk c WHERE c.login = $1 AND c.sha256 = ANY ($2)
            AND NOT EXISTS (SELECT 1 FROM oa.adopted a
              WHERE a.login = c.login AND a.sha256 = c.sha256 AND c.i < a.chunks);
          GET DIAGNOSTICS gone = ROW_COUNT;
          INSERT INTO oa.answered AS a (login, chunks) VALUES ($1, gone)
            ON CONFLICT ON CONSTRAINT answered_pkey DO UPDATE SET chunks = a.chunks + gone;
          RETURN gone;
        END $$"""


def _counted(column: str, done: str, most: int) -> str:
    """One more of this person; too many that nobody has dealt with yet are refused."""
    return f"""
      INSERT INTO oa.quota AS q (login, {column}) VALUES (session_user, 1)
        ON CONFLICT (login) DO UPDATE SET {column} = q.{column} + 1;
      IF (SELECT q.{column} FROM oa.quota q WHERE q.login = session_user)
         - coalesce((SELECT a.{done} FROM oa.answered a WHERE a.login = session_user), 0)
         > {most} THEN
        RAISE EXCEPTION 'too-many-waiting' USING ERRCODE = 'OA001';
      END IF;
      RETURN NULL;"""


def _contents() -> Iterator[str]:
    """A text, what was said, what was done: whole once it was opened, else without the words."""
    yield _read(
        "opinion_of", "opinion",
        "SELECT o.document, o.n, o.stage, o.person, o.for_, o.action,"
        " CASE WHEN seen THEN o.text ELSE '' END, o.verdict, o.at, o.round"
        " FROM oa.opinion o WHERE o.document = $1 ORDER BY o.n",
    )  # fmt: skip
    yield _read(
        "text_version_of", "text_version",
        "SELECT v.document, v.version, CASE WHEN seen THEN v.body ELSE '' END, v.sha256,"
        " v.author, v.at, v.n FROM oa.text_version v WHERE v.document = $1 ORDER BY v.version",
    )  # fmt: skip
    yield _read(
        "entry_of", "entry",
        "SELECT e.* FROM oa.entry e WHERE e.document = $1 AND seen ORDER BY e.n",
    )  # fmt: skip
    yield f"""
        CREATE OR REPLACE FUNCTION oa.piece_of(document text, sha256 text, i bigint)
        RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN {_FRESH}
          IF NOT oa.opened($1) OR NOT (
            EXISTS (SELECT 1 FROM oa.attachment a WHERE a.document = $1 AND a.sha256 = $2)
            OR EXISTS (SELECT 1 FROM oa.paper p WHERE p.document = $1 AND p.sha256 = $2)) THEN
            RETURN NULL;
          END IF;
          RETURN coalesce(
            (SELECT c.data FROM oa.adopted f JOIN oa.request_chunk c
               ON c.login = f.login AND c.sha256 = f.sha256 AND c.i < f.chunks
               WHERE f.sha256 = $2 AND c.i = $3 LIMIT 1),
            (SELECT pg_catalog.substring(b.data, ($3 * 1048576 + 1)::int, 1048576)
               FROM oa.blob b WHERE b.sha256 = $2 AND $3 * 1048576 < b.size));
        END $$"""


def _find() -> str:
    """Whether a document is his to know is decided first: a pattern tried on others would tell.

    What a text says is told only of what he has opened; else searching would be reading unseen.
    """
    return f"""
        CREATE OR REPLACE FUNCTION oa.found(part text, most bigint) RETURNS SETOF text
        LANGUAGE plpgsql STABLE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        DECLARE mine text := oa.me();
          registers boolean := oa.holds('文书'); supervises boolean := oa.holds('督办员');
        BEGIN {_FRESH}
          IF mine IS NULL THEN RETURN; END IF;
          RETURN QUERY SELECT d.id FROM oa.document d WHERE CASE
            WHEN NOT ({_set_form("mine")}) THEN false
            WHEN d.title ILIKE $1 ESCAPE '!' OR d.number ILIKE $1 ESCAPE '!'
              OR d.pinyin ILIKE $1 ESCAPE '!'
              OR (d.elements::json ->> 'issuer') ILIKE $1 ESCAPE '!' THEN true
            WHEN d.id NOT IN (SELECT e.document FROM oa.entry e
              WHERE e.by = mine AND (e.code = 'opened' OR e.n = 1)) THEN false
            ELSE EXISTS (SELECT 1 FROM oa.opinion o
                WHERE o.document = d.id AND o.text ILIKE $1 ESCAPE '!')
              OR EXISTS (SELECT 1 FROM oa.text_version v
                WHERE v.document = d.id AND v.body ILIKE $1 ESCAPE '!' AND v.version =
                  (SELECT max(w.version) FROM oa.text_version w WHERE w.document = d.id))
            END ORDER BY d.changed_at DESC, d.id LIMIT least($2, 1000);
        END $$"""


def _watched() -> Iterator[str]:
    """For whoever supervises: who did what when, without a word of it, and how long texts are."""
    for head, words in (
        ('acts(OUT document text, OUT n bigint, OUT code text, OUT "by" text, OUT for_ text,'
         " OUT at text)",
         "SELECT e.document, e.n, e.code, e.by, e.for_, e.at FROM oa.entry e"
         " JOIN oa.document d ON d.id = e.document WHERE {seen} ORDER BY e.seq"),
        ("lengths(OUT document text, OUT characters bigint)",
         "SELECT v.document, pg_catalog.length(v.body)::bigint FROM oa.text_version v"
         " JOIN oa.document d ON d.id = v.document WHERE {seen} AND v.version ="
         " (SELECT max(w.version) FROM oa.text_version w WHERE w.document = v.document)"),
    ):  # fmt: skip
        yield f"""
        CREATE OR REPLACE FUNCTION oa.{head} RETURNS SETOF record
        LANGUAGE plpgsql STABLE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        DECLARE mine text := oa.me();
          registers boolean := oa.holds('文书'); supervises boolean := oa.holds('督办员');
        BEGIN {_FRESH}
          IF mine IS NULL OR NOT (supervises OR oa.holds('主要负责人')) THEN RETURN; END IF;
          RETURN QUERY {words.format(seen=f"({_set_form('mine')})")};
        END $$"""


def _set_form(mine: str) -> str:
    """What `visible` says, for every row of a list at once."""
    return (
        f"d.id IN (SELECT p.document FROM oa.party p WHERE p.person = {mine})"
        " OR (d.status NOT IN ('draft', 'abandoned') AND (registers"
        " OR (d.classified = 0 AND supervises))) OR d.id IN (SELECT oa.lent())"
    )


def _read(name: str, table: str, words: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION oa.{name}(document text) RETURNS SETOF oa.{table}
        LANGUAGE plpgsql STABLE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        DECLARE seen boolean; BEGIN {_FRESH}
          IF NOT oa.visible($1) THEN RETURN; END IF;
          seen := oa.opened($1);
          RETURN QUERY {words};
        END $$"""


def _defined(head: str, gives: str, words: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION oa.{head} RETURNS {gives} LANGUAGE sql STABLE"
        f" SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ {words} $$"
    )


def _trigger(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION oa.{name}() RETURNS trigger LANGUAGE plpgsql"
        f" SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN {body} END $$"
    )
