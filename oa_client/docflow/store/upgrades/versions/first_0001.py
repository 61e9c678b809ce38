"""The first form of the tables: what an office made by version 1 holds. Never edited again."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FIRST = """
CREATE TABLE office ( id TEXT NOT NULL, name TEXT NOT NULL, series TEXT DEFAULT '' NOT NULL,
  training INTEGER NOT NULL, created_at TEXT NOT NULL, founder TEXT NOT NULL, key_id TEXT NOT
  NULL, public TEXT NOT NULL, PRIMARY KEY (id), CHECK (training IN (0, 1)) ) STRICT

CREATE TABLE person ( login TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, posts TEXT
  DEFAULT '[]' NOT NULL, superior TEXT, active INTEGER DEFAULT 1 NOT NULL, ord INTEGER DEFAULT 0
  NOT NULL, pinyin TEXT DEFAULT '' NOT NULL, PRIMARY KEY (login), CHECK (active IN (0, 1)) )
  STRICT

CREATE TABLE procedure ( digest TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, in_force
  INTEGER NOT NULL, since TEXT NOT NULL, PRIMARY KEY (digest), CHECK (in_force IN (0, 1)) ) STRICT

CREATE TABLE book ( series TEXT NOT NULL, year INTEGER NOT NULL, start INTEGER NOT NULL, last
  INTEGER NOT NULL, ground TEXT, opened_at TEXT NOT NULL, PRIMARY KEY (series, year), CHECK (last
  >= start) ) STRICT

CREATE TABLE request ( "key" TEXT NOT NULL, digest TEXT NOT NULL, document TEXT, answer TEXT NOT
  NULL, at TEXT NOT NULL, PRIMARY KEY ("key") ) STRICT

CREATE TABLE entry ( seq INTEGER NOT NULL, document TEXT NOT NULL, n INTEGER NOT NULL, code TEXT
  NOT NULL, "by" TEXT NOT NULL, for_ TEXT, at TEXT NOT NULL, request BLOB, key_id TEXT NOT NULL,
  signature BLOB NOT NULL, facts BLOB NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY
  KEY (seq) ) STRICT

CREATE UNIQUE INDEX entry_place ON entry (document, n)

CREATE TABLE commit_head ( id INTEGER NOT NULL, at TEXT NOT NULL, heads BLOB NOT NULL, prev TEXT
  NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (id) ) STRICT

CREATE TABLE blob ( sha256 TEXT NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY
  (sha256), CHECK (size = length(data)) ) STRICT

CREATE TABLE my_star ( person TEXT NOT NULL, document TEXT NOT NULL, at TEXT, PRIMARY KEY (person,
  document) ) STRICT

CREATE TABLE my_column ( person TEXT NOT NULL, list TEXT NOT NULL, widths TEXT NOT NULL, PRIMARY
  KEY (person, list) ) STRICT

CREATE TABLE my_autosave ( person TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, at TEXT
  NOT NULL, PRIMARY KEY (person, place) ) STRICT

CREATE TABLE my_key ( key_id TEXT NOT NULL, login TEXT NOT NULL, pem TEXT NOT NULL, at TEXT NOT
  NULL, PRIMARY KEY (key_id) ) STRICT

CREATE INDEX my_key_login ON my_key (login)

CREATE TABLE "key" ( key_id TEXT NOT NULL, login TEXT NOT NULL, public TEXT NOT NULL, made_at TEXT
  NOT NULL, status TEXT NOT NULL, vouchers TEXT DEFAULT '[]' NOT NULL, PRIMARY KEY (key_id), CHECK
  (status IN ('pending', 'trusted', 'replaced')), FOREIGN KEY(login) REFERENCES person (login) )
  STRICT

CREATE INDEX key_login ON "key" (login)

CREATE TABLE document ( id TEXT NOT NULL, procedure TEXT NOT NULL, digest TEXT NOT NULL, title
  TEXT NOT NULL, kind TEXT NOT NULL, urgency TEXT NOT NULL, status TEXT NOT NULL, stage TEXT,
  creator TEXT NOT NULL, drafter TEXT, opened_at TEXT NOT NULL, closed_at TEXT, changed_at TEXT
  NOT NULL, due TEXT, blue TEXT, yellow TEXT, red TEXT, next_at TEXT, n INTEGER DEFAULT 0 NOT
  NULL, head TEXT, version INTEGER NOT NULL, round INTEGER NOT NULL, elements TEXT DEFAULT '{}'
  NOT NULL, "plan" TEXT DEFAULT '{}' NOT NULL, number TEXT, classified INTEGER DEFAULT 0 NOT NULL,
  pinyin TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), CHECK (classified IN (0, 1)), CHECK
  (length(title) <= 300), FOREIGN KEY(digest) REFERENCES procedure (digest), FOREIGN KEY(creator)
  REFERENCES person (login) ) STRICT

CREATE INDEX document_creator ON document (creator, status)

CREATE INDEX document_changed ON document (changed_at)

CREATE INDEX document_next ON document (next_at) WHERE next_at IS NOT NULL

CREATE TABLE stand_in ( id TEXT NOT NULL, person TEXT NOT NULL, proxy TEXT NOT NULL, from_ TEXT
  NOT NULL, until TEXT NOT NULL, ended INTEGER DEFAULT 0 NOT NULL, made_at TEXT NOT NULL, PRIMARY
  KEY (id), CHECK (ended IN (0, 1)), CHECK (person <> proxy), FOREIGN KEY(person) REFERENCES
  person (login), FOREIGN KEY(proxy) REFERENCES person (login) ) STRICT

CREATE TABLE task ( id TEXT NOT NULL, document TEXT NOT NULL, stage TEXT NOT NULL, person TEXT NOT
  NULL, action TEXT NOT NULL, round INTEGER NOT NULL, opened_at TEXT NOT NULL, closed_at TEXT,
  outcome TEXT, seen_at TEXT, from_ TEXT, for_ TEXT, note TEXT, data TEXT DEFAULT '{}' NOT NULL,
  due TEXT, blue TEXT, yellow TEXT, red TEXT, next_at TEXT, PRIMARY KEY (id), FOREIGN
  KEY(document) REFERENCES document (id), FOREIGN KEY(person) REFERENCES person (login) ) STRICT

CREATE INDEX task_document ON task (document)

CREATE INDEX task_next ON task (next_at) WHERE next_at IS NOT NULL

CREATE INDEX task_person ON task (person, closed_at, due)

CREATE TABLE opinion ( document TEXT NOT NULL, n INTEGER NOT NULL, stage TEXT NOT NULL, person
  TEXT NOT NULL, for_ TEXT, action TEXT NOT NULL, text TEXT NOT NULL, verdict TEXT, at TEXT NOT
  NULL, round INTEGER NOT NULL, PRIMARY KEY (document, n), CHECK (verdict IS NULL OR verdict IN
  ('agree', 'disagree')), FOREIGN KEY(document) REFERENCES document (id) ) STRICT

CREATE TABLE text_version ( document TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  sha256 TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY
  (document, version), FOREIGN KEY(document) REFERENCES document (id) ) STRICT

CREATE TABLE attachment ( document TEXT NOT NULL, n INTEGER NOT NULL, i INTEGER NOT NULL, name
  TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT
  NULL, role TEXT NOT NULL, PRIMARY KEY (document, n, i), FOREIGN KEY(document) REFERENCES
  document (id) ) STRICT

CREATE TABLE number ( series TEXT NOT NULL, year INTEGER NOT NULL, serial INTEGER NOT NULL,
  document TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, void_at TEXT, void_reason TEXT,
  PRIMARY KEY (series, year, serial), CHECK ((void_at IS NULL) = (void_reason IS NULL)), FOREIGN
  KEY(document) REFERENCES document (id), UNIQUE (text) ) STRICT

CREATE INDEX number_document ON number (document)

CREATE TABLE card ( document TEXT NOT NULL, task TEXT NOT NULL, level TEXT NOT NULL, round INTEGER
  NOT NULL, person TEXT NOT NULL, to_ TEXT NOT NULL, due TEXT NOT NULL, at TEXT NOT NULL,
  notify_at TEXT NOT NULL, issued_at TEXT NOT NULL, PRIMARY KEY (document, task, level, round),
  CHECK (level IN ('blue', 'yellow', 'red')), FOREIGN KEY(document) REFERENCES document (id) )
  STRICT

CREATE TABLE party ( document TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT
  NULL, PRIMARY KEY (document, person), FOREIGN KEY(document) REFERENCES document (id) ) STRICT

CREATE INDEX party_person ON party (person)

CREATE TABLE paper ( document TEXT NOT NULL, sha256 TEXT NOT NULL, pages INTEGER NOT NULL, made_at
  TEXT NOT NULL, n INTEGER NOT NULL, copies INTEGER NOT NULL, fonts TEXT DEFAULT '[]' NOT
  NULL, PRIMARY KEY (document), FOREIGN KEY(document) REFERENCES document (id) ) STRICT

CREATE TABLE link ( document TEXT NOT NULL, other TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT
  NULL, PRIMARY KEY (document, other), FOREIGN KEY(document) REFERENCES document (id), FOREIGN
  KEY(other) REFERENCES document (id) ) STRICT

CREATE INDEX link_other ON link (other)

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER commit_head_no_update BEFORE UPDATE ON commit_head BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER commit_head_no_delete BEFORE DELETE ON commit_head BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT,
  'ledger-append-only'); END

CREATE TRIGGER entry_next BEFORE INSERT ON entry WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0)
  + 1 FROM entry) BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END

CREATE TRIGGER commit_head_next BEFORE INSERT ON commit_head WHEN NEW.id IS NOT (SELECT
  coalesce(max(id), 0) + 1 FROM commit_head) BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END

CREATE TRIGGER blob_once BEFORE INSERT ON blob WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 =
  NEW.sha256) BEGIN SELECT RAISE(IGNORE); END

CREATE TRIGGER office_no_delete BEFORE DELETE ON "office" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER person_no_delete BEFORE DELETE ON "person" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER key_no_delete BEFORE DELETE ON "key" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER procedure_no_delete BEFORE DELETE ON "procedure" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER document_no_delete BEFORE DELETE ON "document" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER task_no_delete BEFORE DELETE ON "task" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER opinion_no_delete BEFORE DELETE ON "opinion" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER text_version_no_delete BEFORE DELETE ON "text_version" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER attachment_no_delete BEFORE DELETE ON "attachment" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER book_no_delete BEFORE DELETE ON "book" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER number_no_delete BEFORE DELETE ON "number" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER card_no_delete BEFORE DELETE ON "card" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER stand_in_no_delete BEFORE DELETE ON "stand_in" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER party_no_delete BEFORE DELETE ON "party" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER paper_no_delete BEFORE DELETE ON "paper" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER link_no_delete BEFORE DELETE ON "link" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END

CREATE TRIGGER request_no_delete BEFORE DELETE ON "request" BEGIN SELECT RAISE(ABORT,
  'nothing-is-deleted'); END
"""
"""Statements for SQLite, apart by empty lines."""


def upgrade() -> None:
    """Make everything in an empty file."""
    for statement in FIRST.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
