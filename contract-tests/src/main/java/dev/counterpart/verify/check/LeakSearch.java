package dev.counterpart.verify.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches answers for texts that reveal something. It remembers texts without a match, since answers repeat.
 *
 * <p>Thread-safe.
 */
final class LeakSearch {

    private static final int MOST_TEXTS = 1_000;
    private static final int LONGEST_TEXT = 2_000;

    /** Texts that only stack traces contain, in any kind of answer. */
    private static final String TRACES = """
            .java:                                    \\bat [\\w$.]+\\([\\w$]+\\.java:\\d+\\)
            .kt:                                      \\bat [\\w$.]+\\([\\w$]+\\.kt:\\d+\\)
            .scala:                                   \\bat [\\w$.]+\\([\\w$]+\\.scala:\\d+\\)
            Traceback (                               Traceback \\(most recent call last\\)
            ", line                                   File "[^"]+", line \\d+, in\s
            js:                                       \\bat (?:[\\w$.<> ]+ )?\\((?:[\\w:]*/)[^()\\s]+\\.m?js:\\d+:\\d+\\)
            .ts:                                      \\bat (?:[\\w$.<> ]+ )?\\((?:[\\w:]*/)[^()\\s]+\\.ts:\\d+:\\d+\\)
            goroutine                                 goroutine \\d+ \\[running\\]
            .rb:                                      \\.rb:\\d+:in [`']
            Exception:                                \\bSystem\\.[\\w.]+Exception:\s
            """;

    /** Texts that are legitimate in a successful answer, but not in an error. */
    private static final String INSIDES = """
            .js:                                      \\bat .{1,80}\\(?[\\w./\\\\-]+\\.js:(?:line )?\\d+
            .ts:                                      \\bat .{1,80}\\(?[\\w./\\\\-]+\\.ts:(?:line )?\\d+
            .cs:                                      \\bat .{1,80}\\(?[\\w./\\\\-]+\\.cs:(?:line )?\\d+
            Caused by:                                Caused by: [\\w.]+(?:Exception|Error)
            Exception                                 \\b(?:java|javax|org|com|io|net)(?:\\.[a-z_][\\w]*)*\\.[A-Z]\\w*Exception\\b
            Error                                     \\b(?:java|javax|org|com|io|net)(?:\\.[a-z_][\\w]*)*\\.[A-Z]\\w*Error\\b
            ORA-                                      ORA-\\d{5}
            SQLSTATE                                  SQLSTATE\\[?\\w+
            invalid input syntax for                  invalid input syntax for (?:type )?uuid
            syntax error at or near                   syntax error at or near "
            .php                                      in (?:<b>)?/[\\w./-]+\\.php(?:</b>)?(?: on line |:)(?:<b>)?\\d+
            panicked at                               panicked at ['\\w./-]+
            duplicate key value                       duplicate key value violates unique constraint
            E11000                                    E11000 duplicate key
            error in your SQL syntax                  You have an error in your SQL syntax
            : syntax error                            near "[^"]{1,80}": syntax error
            psycopg                                   \\bpsycopg2?\\b
            sqlalchemy                                \\bsqlalchemy\\b
            sequelize                                 \\bsequelize\\b
            Sequelize                                 \\bSequelize\\w*Error\\b
            MongoServerError                          \\bMongoServerError\\b
            PDOException                              \\bPDOException\\b
            Cast to ObjectId                          \\bCast to ObjectId failed
            ActiveRecord::                            \\bActiveRecord::\\w+
            Illuminate                                \\bIlluminate\\\\+\\w+
            Error)                                    \\*\\* \\(\\w+(?:\\.\\w+)*Error\\)
            line                                      \\bat /[\\w./-]+\\.p[lm] line \\d+
            .lua:                                     /[\\w./-]+\\.lua:\\d+:
            ENOENT:                                   \\bENOENT:\s
            ENOTDIR:                                  \\bENOTDIR:\s
            EACCES:                                   \\bEACCES:\s
            WRONGTYPE                                 \\bWRONGTYPE Operation against a key
            ECONNREFUSED                              \\bECONNREFUSED [\\w.:-]+
            ETIMEDOUT                                 \\bETIMEDOUT [\\w.:-]+
            ENOTFOUND                                 \\bENOTFOUND [\\w.:-]+
            DEBUG = True                              <code>DEBUG = True</code>
            Werkzeug                                  Werkzeug Debugger
            System.                                   \\bSystem\\.[\\w.]+Exception\\b
            "line"                                    "file"\\s*:\\s*"[^"]+\\.\\w{1,5}"\\s*,\\s*"line"\\s*:\\s*\\d+
            SELECT                                    \\bSELECT [\\w*"`., ]{1,200} FROM [\\w"`.]+
            INSERT INTO                               \\bINSERT INTO [\\w"`.]+ ?\\(
            DELETE FROM                               \\bDELETE FROM [\\w"`.]+ WHERE\s
            UPDATE                                    \\bUPDATE [\\w"`.]+ SET [\\w"`.]+ ?=
            sqlite                                    \\bsqlite3?\\.\\w+Error
            SQLITE_                                   \\bSQLITE_[A-Z]+
            PrismaClient                              \\bPrismaClient\\w+
            `prisma.                                  Invalid `prisma\\.
            Unclosed quotation mark                   Unclosed quotation mark after the character string
            violates                                  violates (?:not-null|foreign key|check|exclusion) constraint
            does not exist                            \\b(?:relation|column) "[^"]{1,80}"(?: of relation "[^"]{1,80}")? does not exist
            """;

    private static final String SECRETS = """
            ://                                       \\b[a-z][a-z0-9+]{2,15}://[^\\s:/@"']+:[^\\s:/@"']+@[\\w.-]+
            AKIA                                      \\bAKIA[0-9A-Z]{16}\\b
            PRIVATE KEY-----                          -----BEGIN [A-Z ]{0,20}PRIVATE KEY-----
            gh                                        \\bgh[pousr]_[A-Za-z0-9]{30,}
            github_pat_                               \\bgithub_pat_\\w{22,}
            xox                                       \\bxox[abprs]-[\\w-]{10,}
            hooks.slack.com                           \\bhooks\\.slack\\.com/services/\\w+
            k_live_                                   \\b[rs]k_live_[A-Za-z0-9]{16,}
            AIza                                      \\bAIza[\\w-]{35}
            PASSWORD=                                 \\b[A-Z][A-Z0-9_]*PASSWORD=[^\\s"',;&]{4,}
            SECRET=                                   \\b[A-Z][A-Z0-9_]*SECRET=[^\\s"',;&]{4,}
            PRIVATE_KEY=                              \\b[A-Z][A-Z0-9_]*PRIVATE_KEY=[^\\s"',;&]{4,}
            API_KEY=                                  \\b[A-Z][A-Z0-9_]*API_KEY=[^\\s"',;&]{4,}
            TOKEN=                                    \\b[A-Z][A-Z0-9_]*TOKEN=[^\\s"',;&]{4,}
            """;

    private final List<Sign> signs;
    private final Set<String> clean = ConcurrentHashMap.newKeySet();

    private LeakSearch(String... tables) {
        signs = Stream.of(tables).flatMap(String::lines).map(Sign::of).toList();
    }

    static LeakSearch ofTraces() {
        return new LeakSearch(TRACES);
    }

    /** Of traces too. */
    static LeakSearch ofInsides() {
        return new LeakSearch(TRACES, INSIDES);
    }

    static LeakSearch ofSecrets() {
        return new LeakSearch(SECRETS);
    }

    /** The first match. */
    Optional<String> in(String text) {
        if (clean.contains(text)) {
            return Optional.empty();
        }
        @Nullable MatchResult first = null;
        for (var sign : signs) {
            var found = sign.in(text);
            if (found.isPresent() && (first == null || found.get().start() < first.start())) {
                first = found.get();
            }
        }
        if (first == null && text.length() <= LONGEST_TEXT && clean.size() < MOST_TEXTS) {
            clean.add(text);
        }
        return Optional.ofNullable(first).map(MatchResult::group);
    }

    /**
     * A line of a table: a text that all matches of the pattern contain, and the pattern. Nearly all answers contain none of these
     * texts, and to look for them is much quicker.
     */
    private static final class Sign {

        private final String part;
        private final String regex;
        private volatile @Nullable Pattern pattern;

        private Sign(String part, String regex) {
            this.part = part;
            this.regex = regex;
        }

        static Sign of(String line) {
            int end = line.indexOf("  ");
            return new Sign(line.substring(0, end), line.substring(end).stripLeading());
        }

        Optional<MatchResult> in(String text) {
            return text.contains(part)
                    ? Optional.of(pattern().matcher(text)).filter(Matcher::find).map(Matcher::toMatchResult)
                    : Optional.empty();
        }

        /** Compiled for the first text that needs it; two threads may do so at once, with the same result. */
        private Pattern pattern() {
            var known = pattern;
            if (known == null) {
                known = Pattern.compile(regex);
                pattern = known;
            }
            return known;
        }
    }
}
