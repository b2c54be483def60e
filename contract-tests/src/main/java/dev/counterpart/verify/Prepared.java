package dev.counterpart.verify;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was sent before the cases were planned: logins, and requests whose answers hold values of others. Thread-safe. */
final class Prepared {

    private final Optional<Logins> logins;
    private final Map<Location, Result> results;
    private final List<Secret> secrets;

    Prepared(Optional<Logins> logins, Map<Location, Result> results, List<Secret> secrets) {
        this.logins = logins;
        this.results = new ConcurrentHashMap<>(results);
        this.secrets = List.copyOf(secrets);
    }

    static Prepared none() {
        return new Prepared(Optional.empty(), Map.of(), List.of());
    }

    /** The result of a case that was sent already; only once, so that it can be repeated. */
    Optional<Result> result(Case planned) {
        return planned.origin()
                .declared()
                .filter(place -> planned.origin().source() == Origin.Source.DATA)
                .flatMap(place -> Optional.ofNullable(results.get(place))
                        .filter(sent -> sent.sent().request().equals(planned.request()))
                        .filter(sent -> results.remove(place, sent)))
                .map(sent -> new Result(planned, sent.observation(), sent.verdict()));
    }

    /** The request with tokens that have not expired. */
    Request current(Request request) {
        return logins.isEmpty() ? request : logins.get().current(request);
    }

    /** Tokens that were fetched, and saved values that are secret. */
    List<Secret> secrets() {
        var all = new ArrayList<>(secrets);
        logins.ifPresent(each -> all.addAll(each.secrets()));
        return all;
    }

    List<String> remarks() {
        return logins.map(Logins::remarks).orElse(List.of());
    }
}
