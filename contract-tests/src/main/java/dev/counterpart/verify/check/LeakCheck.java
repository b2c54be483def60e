package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer must not reveal: internals of the provider, and the credentials of the request. */
final class LeakCheck implements Check {

    /** Of larger bodies, only this many characters are searched. */
    private static final int LONGEST = 200_000;

    private static final int SHORTEST_SECRET = 12;

    /** Texts that only stack traces contain, in any kind of answer. */
    private static final Pattern TRACES = Pattern.compile("\\bat [\\w$.]+\\([\\w$]+\\.(?:java|kt|scala):\\d+\\)"
            + "|Traceback \\(most recent call last\\)"
            + "|File \"[^\"]+\", line \\d+, in "
            + "|\\bat (?:[\\w$.<> ]+ )?\\((?:[\\w:]*/)[^()\\s]+\\.(?:js|ts|mjs):\\d+:\\d+\\)"
            + "|goroutine \\d+ \\[running\\]"
            + "|\\.rb:\\d+:in [`']"
            + "|\\bSystem\\.[\\w.]+Exception: ");

    /** Texts that are legitimate in a successful answer, but not in an error. */
    private static final Pattern INSIDES =
            Pattern.compile("\\bat .{1,80}\\(?[\\w./\\\\-]+\\.(?:js|ts|cs):(?:line )?\\d+"
                    + "|Caused by: [\\w.]+(?:Exception|Error)"
                    + "|\\b(?:java|javax|org|com|io|net)(?:\\.[a-z_][\\w]*)*\\.[A-Z]\\w*(?:Exception|Error)\\b"
                    + "|ORA-\\d{5}|SQLSTATE\\[?\\w+"
                    + "|invalid input syntax for (?:type )?uuid"
                    + "|syntax error at or near \""
                    + "|in (?:<b>)?/[\\w./-]+\\.php(?:</b>)?(?: on line |:)(?:<b>)?\\d+"
                    + "|panicked at ['\\w./-]+"
                    + "|duplicate key value violates unique constraint|E11000 duplicate key"
                    + "|You have an error in your SQL syntax|near \"[^\"]{1,80}\": syntax error"
                    + "|\\b(?:psycopg2?|sqlalchemy|sequelize|Sequelize\\w*Error|MongoServerError|PDOException)\\b"
                    + "|\\bCast to ObjectId failed|\\bActiveRecord::\\w+|\\bIlluminate\\\\+\\w+|\\*\\* \\(\\w+(?:\\.\\w+)*Error\\)"
                    + "|\\bat /[\\w./-]+\\.p[lm] line \\d+|/[\\w./-]+\\.lua:\\d+:"
                    + "|\\bEN(?:OENT|OTDIR): |\\bEACCES: |\\bWRONGTYPE Operation against a key"
                    + "|\\b(?:ECONNREFUSED|ETIMEDOUT|ENOTFOUND) [\\w.:-]+"
                    + "|<code>DEBUG = True</code>|Werkzeug Debugger"
                    + "|\\bSystem\\.[\\w.]+Exception\\b"
                    + "|\"file\"\\s*:\\s*\"[^\"]+\\.\\w{1,5}\"\\s*,\\s*\"line\"\\s*:\\s*\\d+"
                    + "|\\bSELECT [\\w*\"`., ]{1,200} FROM [\\w\"`.]+|\\bINSERT INTO [\\w\"`.]+ ?\\(|\\bDELETE FROM [\\w\"`.]+ WHERE "
                    + "|\\bUPDATE [\\w\"`.]+ SET [\\w\"`.]+ ?="
                    + "|\\bsqlite3?\\.\\w+Error|\\bSQLITE_[A-Z]+|\\bPrismaClient\\w+|Invalid `prisma\\."
                    + "|Unclosed quotation mark after the character string"
                    + "|violates (?:not-null|foreign key|check|exclusion) constraint"
                    + "|\\b(?:relation|column) \"[^\"]{1,80}\"(?: of relation \"[^\"]{1,80}\")? does not exist");

    private static final Pattern SECRETS =
            Pattern.compile("\\b[a-z][a-z0-9+]{2,15}://[^\\s:/@\"']+:[^\\s:/@\"']+@[\\w.-]+"
                    + "|\\bAKIA[0-9A-Z]{16}\\b"
                    + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bgithub_pat_\\w{22,}|\\bxox[abprs]-[\\w-]{10,}"
                    + "|\\bhooks\\.slack\\.com/services/\\w+|\\b[rs]k_live_[A-Za-z0-9]{16,}|\\bAIza[\\w-]{35}"
                    + "|\\b[A-Z][A-Z0-9_]*(?:PASSWORD|SECRET|PRIVATE_KEY|API_KEY|TOKEN)=[^\\s\"',;&]{4,}");

    private static final Pattern PASSWORDS = Pattern.compile(
            "(?i:password|passwd|passphrase|client_?secret)(?:\"\\s*:\\s*\"|=)([^\"&\\\\%+]{8,200})(?=[\"&]|$)");

    /** Headers that name only the software. */
    private static final List<String> BANNERS =
            List.of("X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator");

    private static final Pattern VERSION = Pattern.compile("/\\d");

    private final Search traces = new Search(TRACES);
    private final Search insides = new Search(TRACES, INSIDES);
    private final Search leakedSecrets = new Search(SECRETS);

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var violations = new ArrayList<Violation>();
        var response = answer.response();
        String text = text(response);
        boolean isFailure = response.status() >= 400;
        found(text, response, isFailure ? insides : traces)
                .ifPresent(leak -> violations.add(leak(GateRules.LEAK_STACK_TRACE, leak, "a message for the client")));
        if (isFailure) {
            violations.addAll(secrets(text, response));
        }
        echoed(sent.request(), text, response)
                .ifPresent(at -> violations.add(Violation.of(
                        GateRules.LEAK_CREDENTIALS, at, "no credentials", "the credentials of the request")));
        server(response).ifPresent(violations::add);
        return violations;
    }

    private List<Violation> secrets(String text, Response response) {
        var violations = new ArrayList<Violation>();
        found(text, response, leakedSecrets)
                .ifPresent(leak -> violations.add(leak(GateRules.LEAK_SECRET, leak.masked(), "no secrets")));
        HeldTokens.found(response)
                .ifPresent(name -> violations.add(Violation.of(
                        GateRules.LEAK_TOKEN,
                        Spot.of(Part.RESPONSE_BODY),
                        "no token beside a refusal",
                        "a text called " + name)));
        return violations;
    }

    /** A text that was found in an answer. */
    private record Leak(Spot at, String what) {

        /** A short excerpt, to locate it. */
        Leak masked() {
            return new Leak(at, what.substring(0, Math.min(6, what.length())) + "…");
        }
    }

    private static Optional<Leak> found(String text, Response response, Search search) {
        var inBody = search.in(text).map(what -> new Leak(Spot.of(Part.RESPONSE_BODY), what));
        return inBody.isPresent()
                ? inBody
                : response.headers().fields().stream()
                        .flatMap(field -> search.in(field.getValue()).stream()
                                .map(what -> new Leak(Spot.of(Part.RESPONSE_HEADER, field.getKey()), what)))
                        .findFirst();
    }

    /** Searches texts for patterns. It remembers texts without a match, since answers repeat. Thread-safe. */
    private static final class Search {

        private static final int MOST_TEXTS = 1_000;
        private static final int LONGEST_TEXT = 2_000;

        private final List<Pattern> patterns;
        private final Set<String> clean = ConcurrentHashMap.newKeySet();

        Search(Pattern... patterns) {
            this.patterns = List.of(patterns);
        }

        /** The first match. */
        Optional<String> in(String text) {
            if (clean.contains(text)) {
                return Optional.empty();
            }
            for (var pattern : patterns) {
                var matcher = pattern.matcher(text);
                if (matcher.find()) {
                    return Optional.of(matcher.group());
                }
            }
            if (text.length() <= LONGEST_TEXT && clean.size() < MOST_TEXTS) {
                clean.add(text);
            }
            return Optional.empty();
        }
    }

    private static Violation leak(Rule rule, Leak leak, String expected) {
        return Violation.of(rule, leak.at(), expected, Violation.shortened(leak.what()));
    }

    /** The credentials of the request, plain and encoded. */
    private static Optional<Spot> echoed(Request request, String text, Response response) {
        var forms = secrets(request).flatMap(LeakCheck::forms).toList();
        return forms.stream().anyMatch(text::contains)
                ? Optional.of(Spot.of(Part.RESPONSE_BODY))
                : response.headers().fields().stream()
                        .filter(field -> forms.stream().anyMatch(field.getValue()::contains))
                        .map(field -> Spot.of(Part.RESPONSE_HEADER, field.getKey()))
                        .findFirst();
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        PercentEncoding.encoded(secret),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .distinct();
    }

    private static String text(Response response) {
        String text = response.hasBody() ? response.text() : "";
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Stream<String> secrets(Request request) {
        var credentials = request.headers().all("Authorization").stream()
                .map(Authorization::secret)
                .filter(secret -> secret.length() >= SHORTEST_SECRET);
        return Stream.concat(credentials, passwords(request));
    }

    /**
     * Values that the body calls a password, in JSON or a form. Short ones are skipped, since they may be ordinary words of the
     * answer.
     */
    private static Stream<String> passwords(Request request) {
        return request.hasBody()
                ? PASSWORDS
                        .matcher(new String(request.body(), StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                : Stream.empty();
    }

    private static Optional<Violation> server(Response response) {
        var named = BANNERS.stream()
                .flatMap(name -> response.headers().first(name).map(value -> version(name, value)).stream())
                .findFirst();
        return named.isPresent()
                ? named
                : response.headers()
                        .first("Server")
                        .filter(value -> VERSION.matcher(value).find())
                        .map(value -> version("Server", value));
    }

    private static Violation version(String header, String value) {
        return leak(GateRules.LEAK_SERVER, new Leak(Spot.of(Part.RESPONSE_HEADER, header), value), "no version");
    }
}
