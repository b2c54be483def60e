package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.cases.Expectation.SchemeCase;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request that succeeds, sent in an unusual form: what HTTP allows must work, and nothing may cause a 5xx. */
public final class UnusualCases implements CaseSource {

    private static final String GROUP = "asked unusually";

    /** In no syntax, with a character outside of ASCII. */
    private static final String ODD = ";;=\u00fc,\"(q=x";

    @Override
    public List<Case> cases(Operation operation, Known known) {
        if (!operation.key().method().isSafe()) {
            return List.of();
        }
        var batch = new Batch(operation, known, known.valid(operation), new ArrayList<>());
        batch.accept();
        batch.query();
        batch.credentials();
        batch.others();
        batch.alternatives();
        return batch.cases();
    }

    /** The cases of one operation. */
    private record Batch(Operation operation, Known known, Request valid, List<Case> cases) {

        void accept() {
            var at = Spot.of(Part.REQUEST_HEADER, "Accept");
            add("Accept: */*", valid.with("Accept", "*/*"), new Valid(at, "*/*", true), "RFC 9110 §12.5.1");
            add(
                    "no Accept",
                    valid.withHeaders(valid.headers().without("Accept")),
                    new Valid(at, "nothing", true),
                    "RFC 9110 §12.5.1");
            robust("Accept that nothing matches", valid.with("Accept", "application/x-counterpart-none"));
            garbage();
            robust("Accept that is malformed", valid.with("Accept", "json, ;q=x"));
        }

        /** Invalid headers are ignored, or refused with 4xx (RFC 9110 §5.5, §13.1, §14.2). */
        private void garbage() {
            var odd = valid;
            for (String name : List.of("Accept-Language", "Accept-Encoding", "If-Modified-Since", "Range", "Cookie")) {
                boolean isUsed = valid.headers().has(name)
                        || operation.parameters().stream()
                                .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name)
                                        || (name.equals("Cookie") && parameter.in() == In.COOKIE));
                odd = isUsed ? odd : odd.with(name, ODD);
            }
            robust("headers with odd values", odd.with("X-Forwarded-For", ODD).with("User-Agent", ODD));
            robust("a page of another origin", valid.with("Origin", "https://counterpart.invalid"));
            if (operation.body().isEmpty() && operation.key().method().equals(Method.GET)) {
                robust("a body", valid.with("Content-Type", "application/json").withBody("{\"a\": ["));
            }
        }

        void query() {
            robust("unknown query parameter", valid.andQuery("counterpart-unknown=1"));
            for (var parameter : operation.parameters()) {
                if (parameter.in() == In.QUERY && !isList(parameter)) {
                    known.requests()
                            .sample(parameter)
                            .map(value -> ParameterWriter.query(parameter, value))
                            .filter(pairs -> pairs.size() == 1)
                            .ifPresent(pairs -> twice(parameter, pairs.get(0)));
                }
            }
        }

        private void twice(Parameter parameter, String pair) {
            boolean there = ("&" + valid.query() + "&").contains("&" + pair + "&");
            robust("query parameter " + parameter.name() + " twice", valid.andQuery(there ? pair : pair + "&" + pair));
        }

        private static boolean isList(Parameter parameter) {
            return parameter
                    .schema()
                    .filter(schema -> !schema.node().path("type").asString("").isEmpty()
                            && !schema.node().path("type").asString("").equals("array"))
                    .isEmpty();
        }

        void credentials() {
            var used = known.success(operation)
                    .flatMap(entry -> known.requests().credential(entry))
                    .or(() -> known.data().defaultCredential());
            if (used.isEmpty() || !operation.needsCredentials()) {
                return;
            }
            for (var scheme : known.requests().credentials().schemes(operation, used)) {
                if (scheme instanceof SecurityScheme.HttpAuth || scheme.isBearer()) {
                    valid.headers().first("Authorization").ifPresent(this::authorization);
                }
            }
        }

        private void authorization(String value) {
            int secret = Authorization.secretAt(value);
            if (secret == 0) {
                return;
            }
            String scheme = value.substring(0, secret - 1);
            String rest = value.substring(secret - 1);
            Stream.of(scheme.toLowerCase(Locale.ROOT), scheme.toUpperCase(Locale.ROOT))
                    .filter(other -> !other.equals(scheme))
                    .forEach(other -> add(
                            "scheme written " + other,
                            valid.with("Authorization", other + rest),
                            new SchemeCase(),
                            "RFC 9110 §11.1"));
            robust("credentials twice", valid.withHeaders(valid.headers().and("Authorization", value)));
            robust(
                    "other credentials beside the valid ones",
                    valid.withHeaders(valid.headers().and("Authorization", scheme + " counterpart-other")));
        }

        /** Each request of the data file with all other credentials in the file; what fails for one client may fail for all. */
        void others() {
            for (var entry : known.data().of(operation).entries()) {
                boolean fails = entry.status().text().startsWith("5");
                if (entry.unreachable().isEmpty() && operation.needsCredentials() && !fails) {
                    others(entry);
                }
            }
        }

        private void others(Entry entry) {
            for (var credential : known.data().credentials().values()) {
                boolean own = entry.as().equals(Optional.of(credential.name()))
                        || known.requests()
                                .credential(entry)
                                .filter(credential::equals)
                                .isPresent();
                if (!own && credential.flaw().isEmpty() && !entry.denied().contains(credential.name())) {
                    var request = known.requests()
                            .credentials()
                            .applied(known.requests().anonymous(operation, entry), operation, credential);
                    robust(DataCases.title(entry, 0) + ", as " + credential.name(), request);
                }
            }
        }

        /** Only one of the alternatives must be satisfied, so each of them alone gives the same client access. */
        void alternatives() {
            for (var entry : known.success(operation).stream().toList()) {
                var credential = known.requests().credential(entry);
                var named = credential.stream()
                        .flatMap(each -> known.requests().credentials().named(operation, each).stream())
                        .toList();
                for (var schemes : named) {
                    String names = schemes.stream().map(SecurityScheme::name).collect(Collectors.joining(" and "));
                    add(
                            "with " + names + " alone",
                            Credentials.applied(known.anonymous(operation), schemes, credential.orElseThrow()),
                            new Answer(entry.status(), List.of()),
                            "OpenAPI 3.1.1 §4.8.30");
                }
            }
        }

        private void robust(String title, Request request) {
            add(title, request, new Robust(title), "RFC 9110 §15.6");
        }

        private void add(String title, Request request, Expectation expectation, String basis) {
            if (!request.equals(valid)) {
                cases.add(new Case(
                        operation,
                        GROUP,
                        title,
                        request,
                        expectation,
                        Origin.of(Source.UNUSUAL, "HTTP allows it, or leaves it to the provider to refuse")
                                .basedOn(basis)));
            }
        }
    }
}
