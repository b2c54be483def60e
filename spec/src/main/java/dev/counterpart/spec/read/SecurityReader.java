package dev.counterpart.spec.read;

import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads security schemes and security requirements. */
final class SecurityReader {

    private final Reading reading;
    private final Map<String, SecurityScheme> schemes = new LinkedHashMap<>();

    SecurityReader(Reading reading) {
        this.reading = reading;
        var components = reading.resolved(reading.root().member("components"));
        components
                .map(all -> reading.members(all, "securitySchemes"))
                .orElse(List.of())
                .forEach(this::add);
    }

    Map<String, SecurityScheme> schemes() {
        return schemes;
    }

    private void add(Branch member) {
        var branch = reading.object(member, "a security scheme");
        if (branch.isEmpty()) {
            return;
        }
        scheme(member.name(), branch.get())
                .ifPresentOrElse(
                        scheme -> schemes.put(member.name(), scheme),
                        () -> reading.remark(
                                DocumentRules.MALFORMED,
                                member,
                                "a security scheme of type apiKey (with in and name), http (with scheme), oauth2,"
                                        + " openIdConnect or mutualTLS",
                                "type " + branch.get().member("type").described()));
    }

    private Optional<SecurityScheme> scheme(String name, Branch branch) {
        var place = branch.place();
        return switch (reading.text(branch, "type").orElse("")) {
            case "apiKey" -> apiKey(name, branch);
            case "http" ->
                reading.text(branch, "scheme")
                        .map(scheme -> new SecurityScheme.HttpAuth(
                                name,
                                scheme,
                                reading.text(branch, "bearerFormat").orElse(""),
                                place));
            case "oauth2" -> Optional.of(new SecurityScheme.OAuth2(name, place));
            case "openIdConnect" -> Optional.of(new SecurityScheme.OpenIdConnect(name, place));
            case "mutualTLS" -> Optional.of(new SecurityScheme.MutualTls(name, place));
            default -> Optional.empty();
        };
    }

    private Optional<SecurityScheme> apiKey(String name, Branch branch) {
        Optional<In> in = switch (reading.text(branch, "in").orElse("").toLowerCase(Locale.ROOT)) {
            case "query" -> Optional.of(In.QUERY);
            case "header" -> Optional.of(In.HEADER);
            case "cookie" -> Optional.of(In.COOKIE);
            default -> Optional.empty();
        };
        return in.flatMap(where -> reading.text(branch, "name")
                .map(parameter -> new SecurityScheme.ApiKey(name, where, parameter, branch.place())));
    }

    /**
     * The security requirements of {@code owner}, an operation or the document; empty if it has no {@code security}.
     */
    Optional<List<SecurityRequirement>> requirements(Branch owner) {
        var list = owner.member("security");
        if (!list.node().isArray()) {
            reading.elements(owner, "security");
            return Optional.empty();
        }
        var requirements = new ArrayList<SecurityRequirement>();
        for (var element : list.elements()) {
            if (element.node().isObject()) {
                requirements.add(requirement(element));
            } else {
                reading.remark(
                        DocumentRules.MALFORMED,
                        element,
                        "an object whose keys are names of schemes",
                        element.described());
            }
        }
        return Optional.of(requirements);
    }

    private SecurityRequirement requirement(Branch branch) {
        var scopes = new LinkedHashMap<String, List<String>>();
        for (var member : branch.node().properties()) {
            String name = member.getKey();
            var scheme = scheme(branch, name);
            scopes.put(scheme.orElse(name), reading.texts(branch, name));
            if (scheme.isEmpty()) {
                reading.remark(
                        DocumentRules.SECURITY_UNKNOWN,
                        branch.member(name),
                        schemes.isEmpty()
                                ? "a declared security scheme"
                                : "one of " + String.join(", ", schemes.keySet()),
                        "\"" + name + "\"");
            }
        }
        return new SecurityRequirement(scopes, branch.place());
    }

    /** The name of the scheme that a requirement names, in OpenAPI 3.2 also by its URI. */
    private Optional<String> scheme(Branch requirement, String name) {
        if (schemes.containsKey(name) || name.indexOf('#') < 0) {
            return Optional.of(name).filter(schemes::containsKey);
        }
        String self = reading.text(reading.root(), "$self").orElse("") + "#";
        String reference = name.startsWith(self) ? name.substring(self.length() - 1) : name;
        var target = Documents.target(requirement.place(), reference);
        return schemes.values().stream()
                .filter(scheme -> target.filter(scheme.place()::equals).isPresent())
                .map(SecurityScheme::name)
                .findFirst();
    }
}
