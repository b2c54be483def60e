package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Detour;
import dev.counterpart.verify.cases.Expectation.HeadOfGet;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.Credentials;
import dev.counterpart.verify.request.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request that would succeed, with credentials that are not valid. */
public final class CredentialCases implements CaseSource {

    @Override
    public List<Case> cases(Operation operation, Known known) {
        if (!operation.needsCredentials()) {
            return List.of();
        }
        return new Batch(operation, known).cases();
    }

    /** The cases of one operation. */
    private static final class Batch {
        private final Operation operation;
        private final Known known;
        private final Request anonymous;
        private final List<Case> cases = new ArrayList<>();

        Batch(Operation operation, Known known) {
            this.operation = operation;
            this.known = known;
            this.anonymous = known.anonymous(operation);
        }

        List<Case> cases() {
            var credential = known.success(operation)
                    .map(entry -> known.requests().credential(entry))
                    .orElseGet(() -> known.data().defaultCredential());
            var entries = known.data().of(operation).entries();
            if (known.contract().mayHaveHiddenCredentials(operation)) {
                entries.forEach(this::denied);
                return cases;
            }
            var schemes = schemes(credential);
            anonymous();
            head();
            detours();
            schemes.forEach(scheme -> scheme(scheme, credential));
            credential.ifPresent(this::incomplete);
            flawedCredentials();
            entries.forEach(this::denied);
            entries.forEach(entry -> hidden(entry, schemes.stream().findFirst(), credential));
            return cases;
        }

        private Set<SecurityScheme> schemes(Optional<Credential> credential) {
            var schemes = new LinkedHashSet<>(known.requests().credentials().schemes(operation, credential));
            credential.ifPresent(each ->
                    known.requests().credentials().named(operation, each).forEach(schemes::addAll));
            return schemes;
        }

        private void anonymous() {
            add("no credentials", Flaw.MISSING, anonymous);
            add(
                    "no credentials, forwarded for the provider's own machine",
                    Flaw.MISSING,
                    anonymous
                            .with("X-Forwarded-For", "127.0.0.1")
                            .with("X-Real-IP", "127.0.0.1")
                            .with("Forwarded", "for=127.0.0.1"));
        }

        /** Each alternative of several schemes, such as a session and a CSRF token, without one of them. */
        private void incomplete(Credential credential) {
            for (var schemes : known.requests().credentials().named(operation, credential)) {
                var whole = Credentials.applied(anonymous, schemes, credential);
                for (var scheme : schemes) {
                    var others = schemes.stream().filter(each -> each != scheme).toList();
                    var request = Credentials.applied(anonymous, others, credential);
                    if (!others.isEmpty() && !isEnough(others) && !request.equals(whole)) {
                        add("without " + scheme.name(), Flaw.INCOMPLETE, request);
                    }
                }
            }
        }

        /** Whether these schemes satisfy an alternative of the operation. */
        private boolean isEnough(List<SecurityScheme> schemes) {
            var names = schemes.stream().map(SecurityScheme::name).collect(Collectors.toSet());
            return operation.security().stream()
                    .anyMatch(requirement ->
                            names.containsAll(requirement.scopes().keySet()));
        }

        private void scheme(SecurityScheme scheme, Optional<Credential> credential) {
            var secret = credential.flatMap(each -> each.secret(scheme.name()));
            if (scheme instanceof SecurityScheme.ApiKey key) {
                apiKey(key, secret);
            } else if (!(scheme instanceof SecurityScheme.MutualTls)) {
                authorization(scheme);
                secret.ifPresent(good -> known(scheme, good));
            }
        }

        /** The credentials of the data file that have a flaw. */
        private void flawedCredentials() {
            for (var bad : known.data().credentials().values()) {
                bad.flaw()
                        .ifPresent(flaw -> add(
                                "credential " + bad.name(),
                                flaw,
                                known.requests().credentials().applied(anonymous, operation, bad)));
            }
        }

        /** HEAD reveals what exists, like GET, and is often forgotten where credentials are checked. */
        private void head() {
            if (operation.key().method().equals(Method.GET)) {
                cases.add(new Case(
                        operation,
                        "denied",
                        "HEAD without credentials",
                        anonymous.withMethod(Method.HEAD),
                        new HeadOfGet(true),
                        origin(Flaw.MISSING)));
            }
        }

        /** The path in a form that a rule for exactly that path does not match, although the provider may find the operation. */
        private void detours() {
            String path = anonymous.path();
            int last = path.lastIndexOf('/');
            if (path.endsWith("/") || last < 0) {
                return;
            }
            detour("a slash at the end of the path", path + "/");
            detour("two slashes in the path", path.substring(0, last) + "/" + path.substring(last));
            detour("a parameter at the end of the path", path + ";a=b");
        }

        private void detour(String title, String path) {
            cases.add(new Case(
                    operation,
                    "denied",
                    "no credentials, " + title,
                    anonymous.withPath(path),
                    new Detour(),
                    origin(Flaw.MISSING)));
        }

        /**
         * A request without valid credentials must not learn that something does not exist, because what exists is answered 401.
         */
        private void hidden(Entry entry, Optional<SecurityScheme> scheme, Optional<Credential> credential) {
            boolean isMissing = entry.status().text().equals("404")
                    && entry.unreachable().isEmpty()
                    && !entry.as().equals(Optional.of(Entry.NO_CREDENTIALS));
            if (!isMissing) {
                return;
            }
            String title = DataCases.title(entry, 0);
            var request = known.requests().anonymous(operation, entry);
            add("no credentials, " + title, Flaw.MISSING, request);
            scheme.ifPresent(each -> credential
                    .flatMap(good -> good.secret(each.name()))
                    .map(Tokens::tampered)
                    .ifPresent(bad -> {
                        known.remember(new Secret(bad.value(), bad.expression()));
                        add("changed credentials, " + title, bad.flaw(), Credentials.with(request, each, bad.value()));
                    }));
        }

        /** The entry's request with the credentials that the data file calls denied. */
        private void denied(Entry entry) {
            for (String name : entry.denied()) {
                var credential = known.data().credentials().get(name);
                if (credential != null && entry.unreachable().isEmpty()) {
                    add(
                            DataCases.title(entry, 0) + ", as " + name,
                            Flaw.NOT_ALLOWED,
                            known.requests()
                                    .credentials()
                                    .applied(known.requests().anonymous(operation, entry), operation, credential));
                }
            }
        }

        private void apiKey(SecurityScheme.ApiKey key, Optional<Secret> secret) {
            add("empty key", Flaw.EMPTY, Credentials.with(anonymous, key, ""));
            if (secret.isEmpty()) {
                return;
            }
            for (var bad : Tokens.keys(secret.get())) {
                known.remember(new Secret(bad.value(), bad.expression()));
                add(bad.title(), bad.flaw(), Credentials.with(anonymous, key, bad.value()));
            }
            for (var in : List.of(In.HEADER, In.QUERY, In.COOKIE)) {
                if (in != key.in() && !isDeclared(key.parameter(), in::equals)) {
                    var elsewhere = new SecurityScheme.ApiKey(key.name(), in, key.parameter(), key.place());
                    add(
                            "key in " + (in == In.QUERY ? "the query" : "a " + in.label()),
                            Flaw.MISPLACED,
                            Credentials.with(anonymous, elsewhere, secret.get().value()));
                }
            }
        }

        /** Whether the document declares a parameter of that name at such a location. */
        private boolean isDeclared(String name, Predicate<In> where) {
            return operation.parameters().stream()
                            .anyMatch(parameter -> where.test(parameter.in())
                                    && parameter.name().equalsIgnoreCase(name))
                    || known.contract().securitySchemes().values().stream()
                            .anyMatch(scheme -> scheme instanceof SecurityScheme.ApiKey key
                                    && where.test(key.in())
                                    && key.parameter().equalsIgnoreCase(name));
        }

        private void authorization(SecurityScheme scheme) {
            String name = scheme.authScheme().orElse("Bearer");
            add("empty Authorization", Flaw.EMPTY, "");
            add("blank Authorization", Flaw.EMPTY, "   ");
            add("scheme alone", Flaw.SCHEME_ALONE, name);
            add("scheme and a space", Flaw.SCHEME_ALONE, name + " ");
            String other = scheme.isBasic() ? "Bearer abc" : "Basic " + Credentials.base64("user:password");
            add("another scheme", Flaw.OTHER_SCHEME, other);
        }

        private void known(SecurityScheme scheme, Secret secret) {
            String letters = scheme.isBearer() ? " t\u00f6ken-\u00e9\u00e9-0123456789" : " /zr+";
            add("letters outside of ASCII", Flaw.MALFORMED, scheme.authScheme().orElse("Bearer") + letters);
            if (scheme.isBearer()) {
                tokens(secret);
                misplaced(secret.value());
                add("token without scheme", Flaw.MALFORMED, secret.value());
                add("token under another scheme", Flaw.OTHER_SCHEME, "Basic " + secret.value());
                add("token under a scheme that ends in Bearer", Flaw.OTHER_SCHEME, "XBearer " + secret.value());
                add("scheme and token in one word", Flaw.MALFORMED, "Bearer" + secret.value());
            } else {
                changed(scheme, secret);
            }
        }

        private void changed(SecurityScheme scheme, Secret secret) {
            boolean isPassword = scheme.isBasic() && secret.value().contains(":");
            for (var bad : isPassword ? Tokens.passwords(secret) : List.of(Tokens.tampered(secret))) {
                String title = isPassword ? bad.title() : "credentials changed";
                if (!bad.title().equals("password empty")) {
                    remember(new Secret(bad.value(), bad.expression()), isPassword);
                }
                add(title, bad.flaw(), Credentials.with(anonymous, scheme, bad.value()));
            }
        }

        private void remember(Secret bad, boolean isPassword) {
            known.remember(bad);
            if (isPassword) {
                Credentials.password(bad, "[password]").ifPresent(known::remember);
            }
        }

        private void tokens(Secret good) {
            for (var token : Tokens.flawed(good)) {
                known.remember(new Secret(token.value(), token.expression()));
                add(token.title(), token.flaw(), "Bearer " + token.value());
            }
            for (String nothing : List.of("null", "undefined")) {
                add("token " + nothing, Flaw.MALFORMED, "Bearer " + nothing);
            }
        }

        /** Where tokens do not belong; under names that are used elsewhere all at once, except those that the document declares. */
        private void misplaced(String token) {
            String encoded = PercentEncoding.encoded(token);
            add("token in the query", Flaw.MISPLACED, anonymous.andQuery("access_token=" + encoded));
            var cookie = anonymous.headers().and("Cookie", "access_token=" + token);
            add("token in a cookie", Flaw.MISPLACED, anonymous.withHeaders(cookie));
            var headers = anonymous;
            for (String name : undeclared("X-Access-Token", "X-Auth-Token", "X-Authorization", "Access-Token")) {
                headers = headers.with(name, token);
            }
            add("token in other headers", Flaw.MISPLACED, headers);
            String pairs = undeclared("token", "auth_token", "jwt", "bearer").stream()
                    .map(name -> name + "=" + encoded)
                    .collect(Collectors.joining("&"));
            var others = pairs.isEmpty() ? anonymous : anonymous.andQuery(pairs);
            add("token under other names in the query", Flaw.MISPLACED, others);
        }

        private List<String> undeclared(String... names) {
            return Stream.of(names)
                    .filter(name -> !isDeclared(name, anywhere -> true))
                    .toList();
        }

        private void add(String title, Flaw flaw, String authorization) {
            add(title, flaw, anonymous.with("Authorization", authorization));
        }

        private void add(String title, Flaw flaw, Request request) {
            cases.add(new Case(
                    operation,
                    "denied",
                    title,
                    request,
                    new Denial(flaw, known.success(operation).isPresent()),
                    origin(flaw)));
        }

        private Origin origin(Flaw flaw) {
            return Origin.of(Source.CREDENTIALS, "the operation asks for credentials")
                    .declaredAt(known.contract()
                            .documents()
                            .location(operation.security().get(0).place()))
                    .basedOn(flaw.basis());
        }
    }
}
