package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as frameworks, databases and tools write them, and texts that only resemble them. */
class LeakSearchTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        # message                                                           | the text that reveals it
        at com.acme.Find.run(Find.java:42)                                  | at com.acme.Find.run(Find.java:42)
        at com.acme.Find.invoke(Find.kt:42)                                 | at com.acme.Find.invoke(Find.kt:42)
        at com.acme.Find$.apply(Find.scala:42)                              | at com.acme.Find$.apply(Find.scala:42)
        Traceback (most recent call last):                                  | Traceback (most recent call last)
        File "/app/main.py", line 42, in find                               | File "/app/main.py", line 42, in\\s
        at find (/app/src/find.js:42:7)                                     | at find (/app/src/find.js:42:7)
        at find (file:///app/src/find.mjs:42:7)                             | at find (file:///app/src/find.mjs:42:7)
        at async Find.run (/app/src/find.ts:42:7)                           | at async Find.run (/app/src/find.ts:42:7)
        goroutine 17 [running]:                                             | goroutine 17 [running]
        app/models/find.rb:42:in `find'                                     | .rb:42:in `
        app/models/find.rb:42:in 'find'                                     | .rb:42:in '
        System.InvalidOperationException: Sequence contains no elements     | System.InvalidOperationException:\\s
        # --- no traces
        look at Find.java for an example                                    |
        meet at noon (room 12)                                              |
        File "report.pdf", line 3                                           |
        goroutine 17 is waiting                                             |
        find.rb:42                                                          |
        System.Exception                                                    |
        """)
    void a_trace_is_found(String message, @Nullable String found) {
        assertThat(LeakSearch.ofTraces().in(message).orElse("")).isEqualTo(text(found));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        # message                                                           | the text that reveals it
        at find src/find.js:42                                              | at find src/find.js:42
        at find src/find.ts:42                                              | at find src/find.ts:42
        at Find.Run() in C:\\app\\Find.cs:line 42                           | at Find.Run() in C:\\app\\Find.cs:line 42
        Caused by: org.postgresql.util.PSQLException                        | Caused by: org.postgresql.util.PSQLException
        java.lang.IllegalStateException                                     | java.lang.IllegalStateException
        java.lang.OutOfMemoryError                                          | java.lang.OutOfMemoryError
        ORA-00942: table or view does not exist                             | ORA-00942
        SQLSTATE[42S02]: Base table not found                               | SQLSTATE[42S02
        invalid input syntax for type uuid: "x"                             | invalid input syntax for type uuid
        ERROR: syntax error at or near "WHERE"                              | syntax error at or near "
        in /var/www/html/find.php on line 42                                | in /var/www/html/find.php on line 42
        thread 'main' panicked at src/main.rs:4:5                           | panicked at src/main.rs
        duplicate key value violates unique constraint "users_pkey"         | duplicate key value violates unique constraint
        E11000 duplicate key error collection: shop.users                   | E11000 duplicate key
        You have an error in your SQL syntax; check the manual              | You have an error in your SQL syntax
        near "FORM": syntax error                                           | near "FORM": syntax error
        psycopg2.errors.UndefinedTable                                      | psycopg2
        (sqlalchemy.exc.NoResultFound)                                      | sqlalchemy
        at node_modules/sequelize/lib                                       | sequelize
        SequelizeDatabaseError                                              | SequelizeDatabaseError
        MongoServerError: bad auth                                          | MongoServerError
        Uncaught PDOException                                               | PDOException
        Cast to ObjectId failed for value "x"                               | Cast to ObjectId failed
        ActiveRecord::RecordNotFound                                        | ActiveRecord::RecordNotFound
        Illuminate\\Database\\QueryException                                | Illuminate\\Database
        ** (Ecto.NoResultsError) expected one                               | ** (Ecto.NoResultsError)
        died at /srv/app/find.pl line 42.                                   | at /srv/app/find.pl line 42
        attempt to call nil: /etc/nginx/find.lua:42: in function            | /etc/nginx/find.lua:42:
        ENOENT: no such file or directory, open '/app/x'                    | ENOENT:\\s
        ENOTDIR: not a directory                                            | ENOTDIR:\\s
        EACCES: permission denied                                           | EACCES:\\s
        WRONGTYPE Operation against a key holding the wrong kind of value   | WRONGTYPE Operation against a key
        connect ECONNREFUSED 10.0.0.7:5432                                  | ECONNREFUSED 10.0.0.7:5432
        connect ETIMEDOUT 10.0.0.7:5432                                     | ETIMEDOUT 10.0.0.7:5432
        getaddrinfo ENOTFOUND db.internal                                   | ENOTFOUND db.internal
        You see this because <code>DEBUG = True</code>                      | <code>DEBUG = True</code>
        // Werkzeug Debugger                                                | Werkzeug Debugger
        System.NullReferenceException was thrown                            | System.NullReferenceException
        {"file": "/app/Find.php", "line": 42}                               | "file": "/app/Find.php", "line": 42
        SELECT id, name FROM users WHERE id = 1                             | SELECT id, name FROM users
        INSERT INTO users (id) VALUES (1)                                   | INSERT INTO users (
        DELETE FROM users WHERE id = 1                                      | DELETE FROM users WHERE\\s
        UPDATE users SET name = 'x'                                         | UPDATE users SET name =
        sqlite3.OperationalError: no such table                             | sqlite3.OperationalError
        SQLITE_CONSTRAINT: UNIQUE constraint failed                         | SQLITE_CONSTRAINT
        PrismaClientKnownRequestError                                       | PrismaClientKnownRequestError
        Invalid `prisma.user.create()` invocation                           | Invalid `prisma.
        Unclosed quotation mark after the character string                  | Unclosed quotation mark after the character string
        violates foreign key constraint "users_fk"                          | violates foreign key constraint
        relation "users" does not exist                                     | relation "users" does not exist
        column "x" of relation "users" does not exist                       | column "x" of relation "users" does not exist
        # --- the first of several
        SQLSTATE[23505]: duplicate key value violates unique constraint     | SQLSTATE[23505
        # --- nothing inside
        The user does not exist                                             |
        An Error has occurred                                               |
        The request was refused because of an Exception in your plan        |
        please select one entry from the list                               |
        UPDATE your browser                                                 |
        the address violates our rules                                      |
        the deadline 42 has passed                                          |
        """)
    void an_inside_is_found(String message, @Nullable String found) {
        assertThat(LeakSearch.ofInsides().in(message).orElse("")).isEqualTo(text(found));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        # message                                                           | the text that reveals it
        cannot reach postgres://shop:hunter2@db.internal/shop               | postgres://shop:hunter2@db.internal
        key AKIAIOSFODNN7EXAMPLE is disabled                                | AKIAIOSFODNN7EXAMPLE
        -----BEGIN RSA PRIVATE KEY-----                                     | -----BEGIN RSA PRIVATE KEY-----
        ghp_0123456789abcdefghijABCDEFGHIJ                                  | ghp_0123456789abcdefghijABCDEFGHIJ
        github_pat_0123456789abcdefghijAB                                   | github_pat_0123456789abcdefghijAB
        xoxb-0123456789-abc                                                 | xoxb-0123456789-abc
        https://hooks.slack.com/services/T000                               | hooks.slack.com/services/T000
        rk_live_0123456789abcdefgh                                          | rk_live_0123456789abcdefgh
        AIza0123456789abcdefghijABCDEFGHIJ0123-                             | AIza0123456789abcdefghijABCDEFGHIJ0123-
        DB_PASSWORD=hunter2                                                 | DB_PASSWORD=hunter2
        APP_SECRET=hunter2                                                  | APP_SECRET=hunter2
        SSH_PRIVATE_KEY=hunter2                                             | SSH_PRIVATE_KEY=hunter2
        MAIL_API_KEY=hunter2                                                | MAIL_API_KEY=hunter2
        CI_TOKEN=hunter2                                                    | CI_TOKEN=hunter2
        # --- no secrets
        https://example.com/users:42                                        |
        the right path                                                      |
        CI_TOKEN=***                                                        |
        """)
    void a_secret_is_found(String message, @Nullable String found) {
        assertThat(LeakSearch.ofSecrets().in(message).orElse("")).isEqualTo(text(found));
    }

    /** The table strips blanks at the end of a cell. */
    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell.replace("\\s", " ");
    }
}
