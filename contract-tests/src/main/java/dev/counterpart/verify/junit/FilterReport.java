package dev.counterpart.verify.junit;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.Untested;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.format.ReportFormat;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Report.About;
import dev.counterpart.verify.report.ReportMaker;
import dev.counterpart.verify.report.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The exchanges that a filter has validated, reported as a few lines and as files. */
final class FilterReport {

    private final Contract contract;
    private final Untested untested;
    private final String target;
    private final List<Result> results;
    private final Instant started;

    /** {@code target} is the URL of the first request, without its path; empty if there was none. */
    FilterReport(Testable testable, String target, List<Result> results, Instant started) {
        this.contract = testable.contract();
        this.untested = testable.untested();
        this.target = target;
        this.results = List.copyOf(results);
        this.started = started;
    }

    Coverage coverage() {
        return Coverage.of(untested.tested(contract), results);
    }

    /** How many exchanges were validated, and which documented statuses were not seen. */
    String summary() {
        var coverage = coverage();
        var validated = results.stream().filter(this::isValidated).toList();
        long broken = validated.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .count();
        int others = results.size() - validated.size();
        return "Counterpart: " + Counted.of(validated.size(), "exchange")
                + " validated against " + contract.documents().main().name() + ", " + broken + " with violations"
                + (others == 0 ? "" : ", " + others + " not validated") + "; " + coverage.seen() + " of "
                + coverage.documented() + " documented statuses seen\n" + unseen(coverage) + unvalidated();
    }

    private boolean isValidated(Result result) {
        return untested.violation(result.operation().key()).isEmpty();
    }

    /** The operations whose answers cannot be validated, and why. */
    private String unvalidated() {
        return untested.lines().stream()
                .map(line -> "  not validated  " + line + "\n")
                .collect(Collectors.joining());
    }

    /** The statuses that were not seen, one line for each operation. */
    private static String unseen(Coverage coverage) {
        return coverage.rows().stream()
                .filter(row -> !row.isSeen())
                .collect(Collectors.groupingBy(
                        Coverage.Row::operation,
                        LinkedHashMap::new,
                        Collectors.mapping(Coverage.Row::status, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(each -> "  not seen  " + each.getKey() + " → " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Writes the report in every format into the folder. */
    void write(Path folder) {
        var report = report();
        try {
            for (var format : ReportFormat.files()) {
                format.write(folder, report);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the report cannot be written to " + folder, failed);
        }
    }

    Report report() {
        var about = new About(
                contract.title(),
                contract.documents().main().name(),
                target,
                started,
                Duration.between(started, Instant.now()),
                Optional.empty(),
                false,
                "");
        var cases = ReportMaker.cases(results, target, operation -> Optional.empty(), secrets(), true);
        return Report.of(about, cases, coverage(), remarks(), Acceptance.none());
    }

    private List<String> remarks() {
        return untested.lines().stream().map(line -> "Not validated: " + line).toList();
    }

    /** The credentials of the user's own requests, which are known by their location only. */
    private List<Secret> secrets() {
        return results.stream()
                .map(result -> result.sent().request())
                .flatMap(request -> secrets(request).stream())
                .filter(secret -> !secret.value().isEmpty())
                .distinct()
                .toList();
    }

    private List<Secret> secrets(Request request) {
        var secrets = new ArrayList<Secret>();
        for (String value : request.headers().all("Authorization")) {
            secrets.add(new Secret(Authorization.secret(value), "$TOKEN"));
        }
        for (var pair : Pair.ofCookies(request.headers())) {
            secrets.add(new Secret(pair.cookieValue(), "$COOKIE"));
        }
        for (var scheme : contract.securitySchemes().values()) {
            if (scheme instanceof SecurityScheme.ApiKey key) {
                keys(request, key).forEach(value -> secrets.add(Secret.named(key.parameter(), value)));
            }
        }
        return secrets;
    }

    private static List<String> keys(Request request, SecurityScheme.ApiKey key) {
        return key.in() == Parameter.In.QUERY
                ? Pairs.ofQuery(request.query()).decodedValues(key.parameter())
                : request.headers().all(key.parameter());
    }
}
