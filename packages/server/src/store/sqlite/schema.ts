// The tables, and how an older database becomes one of today. `PRAGMA user_version` counts the steps that a database has
// gone; each runs once, in its own transaction. Documents are JSON text; what is searched, counted or unique has a
// column of its own. `*_key` columns hold names as `names.ts` folds them.

import type { DatabaseSync } from 'node:sqlite'

/** "QNDR": how a database says that it is one of ours. */
export const APPLICATION_ID = 0x51_4e_44_52

const STEPS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE marks (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE users (
    id TEXT PRIMARY KEY,
    username_key TEXT NOT NULL UNIQUE,
    name_key TEXT NOT NULL,
    password_hash TEXT,
    updated_at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE user_emails (
    email_key TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id)
  ) STRICT;
  CREATE TABLE login_tokens (
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX login_tokens_by_user ON login_tokens (user_id);

  CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    name_key TEXT UNIQUE,
    member_key TEXT UNIQUE,
    member_count INTEGER NOT NULL,
    message_count INTEGER NOT NULL,
    last_message_id TEXT,
    last_message_at INTEGER,
    seq INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE memberships (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    is_owner INTEGER NOT NULL,
    open INTEGER NOT NULL,
    alert INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    user_mentions INTEGER NOT NULL,
    group_mentions INTEGER NOT NULL,
    read_at INTEGER,
    updated_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (room_id, user_id)
  ) STRICT;
  CREATE INDEX memberships_by_user ON memberships (user_id, room_id);
  CREATE TABLE lost_memberships (
    membership_id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    lost_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lost_memberships_by_user ON lost_memberships (user_id, lost_at);

  CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    is_system INTEGER NOT NULL,
    in_room INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (room_id, seq)
  ) STRICT;
  CREATE INDEX messages_by_time ON messages (room_id, sent_at, first_seq);
  CREATE TABLE deleted_messages (
    room_id TEXT NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    deleted_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, seq)
  ) STRICT;
  `,
  `
  ALTER TABLE memberships ADD COLUMN unread_threads TEXT;
  ALTER TABLE memberships ADD COLUMN last_reply_at INTEGER;
  CREATE INDEX login_tokens_by_expiry ON login_tokens (expires_at);
  `,
  `
  CREATE TABLE visitors (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL UNIQUE,
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE chats (
    room_id TEXT PRIMARY KEY REFERENCES rooms (id),
    inquiry_id TEXT NOT NULL UNIQUE,
    visitor_id TEXT NOT NULL REFERENCES visitors (id),
    state TEXT NOT NULL,
    department_id TEXT,
    agent_id TEXT,
    begun_at INTEGER NOT NULL,
    waits_since INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX open_chat_of_visitor ON chats (visitor_id) WHERE state <> 'closed';
  CREATE INDEX chats_by_state ON chats (state, waits_since);
  CREATE INDEX chats_by_agent ON chats (agent_id, state);
  CREATE TABLE agents (
    user_id TEXT PRIMARY KEY REFERENCES users (id),
    status TEXT NOT NULL,
    last_assigned_at INTEGER
  ) STRICT;
  CREATE TABLE departments (
    id TEXT PRIMARY KEY,
    name_key TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE files (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX files_by_room ON files (room_id);
  CREATE TABLE visitor_numbers (last INTEGER NOT NULL) STRICT;
  INSERT INTO visitor_numbers (last) VALUES (0);
  `,
  // `place` numbers a message for the index of words: a number of one's own, which tidying up does not change.
  `
  CREATE TABLE numbered_messages (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    is_system INTEGER NOT NULL,
    in_room INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (room_id, seq)
  ) STRICT;
  INSERT INTO numbered_messages (id, room_id, seq, first_seq, sent_at, is_system, in_room, document)
    SELECT id, room_id, seq, first_seq, sent_at, is_system, in_room, document FROM messages ORDER BY room_id, first_seq;
  DROP TABLE messages;
  ALTER TABLE numbered_messages RENAME TO messages;
  CREATE INDEX messages_by_time ON messages (room_id, sent_at, first_seq);
  CREATE INDEX messages_by_change ON messages (room_id, json_extract(document, '$.updatedAt'), seq);
  CREATE INDEX messages_by_thread ON messages (json_extract(document, '$.threadId'), sent_at, first_seq)
    WHERE json_extract(document, '$.threadId') IS NOT NULL;
  CREATE INDEX thread_heads ON messages (room_id, json_extract(document, '$.thread.lastReplyAt'))
    WHERE json_extract(document, '$.thread.lastReplyAt') IS NOT NULL;
  CREATE INDEX deleted_messages_by_time ON deleted_messages (room_id, deleted_at, seq);
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
  );
  CREATE TABLE word_index (up_to INTEGER NOT NULL) STRICT;
  INSERT INTO word_index (up_to) VALUES (0);
  `,
  `
  CREATE TABLE second_factors (
    user_id TEXT PRIMARY KEY REFERENCES users (id),
    document TEXT NOT NULL
  ) STRICT;
  ALTER TABLE login_tokens ADD COLUMN name TEXT;
  ALTER TABLE login_tokens ADD COLUMN last_part TEXT;
  ALTER TABLE login_tokens ADD COLUMN bypasses INTEGER;
  CREATE UNIQUE INDEX access_tokens ON login_tokens (user_id, name) WHERE name IS NOT NULL;
  CREATE TABLE one_shot_tokens (
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX one_shot_tokens_by_expiry ON one_shot_tokens (expires_at);
  `,
  `
  CREATE TABLE uploads (
    file_id TEXT PRIMARY KEY REFERENCES files (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX uploads_by_expiry ON uploads (expires_at) WHERE expires_at IS NOT NULL;
  `,
  `
  ALTER TABLE memberships ADD COLUMN favorite INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX pinned_messages ON messages (room_id, sent_at, first_seq)
    WHERE json_extract(document, '$.pin.pinned') = 1;
  CREATE INDEX starred_messages ON messages (room_id, sent_at, first_seq)
    WHERE json_extract(document, '$.starredBy') IS NOT NULL;
  CREATE INDEX mentioning_messages ON messages (room_id, sent_at, first_seq)
    WHERE json_extract(document, '$.mentions[0].id') IS NOT NULL;
  `,
]

/** The version of the tables that this server reads and writes. */
export const SCHEMA_VERSION = STEPS.length

export function readVersion(database: DatabaseSync): { version: number; applicationId: number; empty: boolean } {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  const { application_id: applicationId } = database.prepare('PRAGMA application_id').get() as {
    application_id: number
  }
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_master').get() as { tables: number }
  return { version, applicationId, empty: tables === 0 }
}

/**
 * Brings a database of any earlier version to today's, or to an earlier one that a test wants to begin with. `epoch`
 * names the history of one that is made here.
 */
export function migrate(database: DatabaseSync, epoch: string, target: number = SCHEMA_VERSION): void {
  const { version } = readVersion(database)
  for (const [index, step] of STEPS.entries()) {
    if (index < version || index >= target) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(step)
      if (index === 0) database.prepare("INSERT INTO meta (key, value) VALUES ('epoch', ?)").run(epoch)
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
      database.exec(`PRAGMA user_version = ${index + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

export function readEpoch(database: DatabaseSync): string {
  const row = database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get() as { value: string } | undefined
  if (!row) throw new RangeError('the database has no epoch')
  return row.value
}

/** The greatest `updatedAt` in the database. Whatever moves a message, or takes a membership away, moves its room. */
export function readLatest(database: DatabaseSync): number {
  const { latest } = database
    .prepare(
      `SELECT max(at) AS latest FROM (
         SELECT max(updated_at) AS at FROM users UNION ALL SELECT max(updated_at) FROM rooms UNION ALL
         SELECT max(updated_at) FROM memberships) AS times`,
    )
    .get() as { latest: number | null }
  return latest ?? 0
}
