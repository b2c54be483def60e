package dev.counterpart.verify.lint;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a document declares about credentials that weakens them, or leaves operations open. */
final class SecurityHoles {

    private static final int UNAUTHORIZED = 401;

    /** An http URL to another machine. */
    private static final Pattern PLAIN = Pattern.compile("(?i)http://(?!localhost\\b|127\\.|\\[::1]).*");

    /** Flows that RFC 9700 §2.1.2 and §2.4 advise against. Swagger 2.0 names the first three in the field flow. */
    private static final Set<String> WEAK_FLOWS = Set.of("implicit", "password");

    private final Contract contract;
    private final Documents documents;
    private final List<LintFinding> findings = new ArrayList<>();

    SecurityHoles(Contract contract) {
        this.contract = contract;
        this.documents = contract.documents();
    }

    List<LintFinding> findings() {
        boolean hasSecured = contract.operations().stream().anyMatch(Operation::needsCredentials);
        for (var operation : contract.operations()) {
            if (operation.needsCredentials()) {
                unauthorised(operation);
            } else if (hasSecured && !operation.key().method().isSafe() && !isPublic(operation)) {
                add(LintRules.OPEN, operation.place(), "security of " + operation, "none");
            }
        }
        if (hasSecured) {
            servers();
        }
        contract.securitySchemes().values().forEach(this::scheme);
        unusedSchemes();
        return findings;
    }

    /** Whether {@code security: []}, or a requirement without schemes, says that no credentials are needed. */
    private boolean isPublic(Operation operation) {
        return documents.at(operation.place()).has("security")
                || !operation.security().isEmpty();
    }

    private void unauthorised(Operation operation) {
        if (operation.responseFor(UNAUTHORIZED).isEmpty()) {
            add(LintRules.NO_401, operation.place(), "a response 401, 4XX or default of " + operation, "none of them");
        }
    }

    private void servers() {
        var reported = contract.operations().stream()
                .filter(Operation::needsCredentials)
                .flatMap(operation -> operation.servers().stream())
                .map(Server::defaultUrl)
                .filter(url -> PLAIN.matcher(url).matches())
                .distinct()
                .toList();
        reported.forEach(
                url -> add(LintRules.PLAIN_HTTP, documents.root().member("servers"), "servers with https", url));
    }

    private void scheme(SecurityScheme scheme) {
        if (scheme instanceof SecurityScheme.ApiKey key && key.in() == Parameter.In.QUERY) {
            add(LintRules.KEY_IN_QUERY, key.place(), "a key in a header", "in query");
        }
        if (scheme instanceof SecurityScheme.OAuth2 oauth) {
            documents.members(oauth.place().member("flows")).forEach((flow, place) -> {
                if (WEAK_FLOWS.contains(flow.toLowerCase(Locale.ROOT))) {
                    add(LintRules.WEAK_FLOW, place, "another flow", flow);
                }
            });
        }
    }

    private void unusedSchemes() {
        var used = contract.operations().stream()
                .flatMap(operation -> operation.security().stream())
                .flatMap(requirement -> requirement.scopes().keySet().stream())
                .collect(Collectors.toSet());
        contract.securitySchemes().forEach((name, scheme) -> {
            if (!used.contains(name)) {
                add(LintRules.UNUSED_SCHEME, scheme.place(), "a requirement of " + name, "none");
            }
        });
    }

    private void add(Rule rule, Place place, String expected, String actual) {
        findings.add(LintFinding.of(Violation.of(
                        rule, new Spot(Part.DOCUMENT, documents.location(place).pointer()), expected, actual)
                .declaredAt(documents.location(place))));
    }
}
