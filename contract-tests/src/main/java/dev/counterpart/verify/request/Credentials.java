package dev.counterpart.verify.request;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.Credential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts credentials where an operation's security schemes require them. */
public final class Credentials {

    private final Contract contract;

    Credentials(Contract contract) {
        this.contract = contract;
    }

    /** The names of the parameters that contain credentials. */
    public List<String> names() {
        return contract.securitySchemes().values().stream()
                .filter(SecurityScheme.ApiKey.class::isInstance)
                .map(scheme -> ((SecurityScheme.ApiKey) scheme).parameter())
                .toList();
    }

    /** The schemes of the alternative that this credential satisfies; otherwise of the first that requires any. */
    public List<SecurityScheme> schemes(Operation operation, Optional<Credential> credential) {
        return operation.security().stream()
                .filter(requirement -> !requirement.isAnonymous())
                .min(Comparator.comparingInt(requirement ->
                        credential.filter(each -> satisfies(each, requirement)).isPresent() ? 0 : 1))
                .map(this::schemes)
                .orElse(List.of());
    }

    /** The schemes of each alternative that the data file has secrets for. */
    public List<List<SecurityScheme>> named(Operation operation, Credential credential) {
        return operation.security().stream()
                .filter(requirement -> !requirement.isAnonymous())
                .filter(requirement -> credential
                        .values()
                        .keySet()
                        .containsAll(requirement.scopes().keySet()))
                .map(this::schemes)
                .toList();
    }

    private static boolean satisfies(Credential credential, SecurityRequirement requirement) {
        return requirement.scopes().keySet().stream()
                .allMatch(scheme -> credential.secret(scheme).isPresent());
    }

    private List<SecurityScheme> schemes(SecurityRequirement requirement) {
        var schemes = new ArrayList<SecurityScheme>();
        for (String name : requirement.scopes().keySet()) {
            var scheme = contract.securitySchemes().get(name);
            if (scheme != null) {
                schemes.add(scheme);
            }
        }
        return schemes;
    }

    /** The request without what is at the locations of the operation's security schemes: an entry can give credentials as a header or cookie. */
    public Request removed(Request request, Operation operation) {
        var result = request;
        for (var requirement : operation.security()) {
            for (var scheme : schemes(requirement)) {
                result = removed(result, scheme);
            }
        }
        return result;
    }

    private static Request removed(Request request, SecurityScheme scheme) {
        if (!(scheme instanceof SecurityScheme.ApiKey key)) {
            boolean isHeader = !(scheme instanceof SecurityScheme.MutualTls);
            return isHeader ? request.withHeaders(request.headers().without("Authorization")) : request;
        }
        if (key.in() == In.HEADER) {
            return request.withHeaders(request.headers().without(key.parameter()));
        }
        if (key.in() == In.QUERY) {
            return request.withQuery(others(Pair.ofQuery(request.query()), key, "&"));
        }
        String cookies = others(Pair.ofCookies(request.headers()), key, "; ");
        return cookies.isEmpty()
                ? request.withHeaders(request.headers().without("Cookie"))
                : request.with("Cookie", cookies);
    }

    private static String others(List<Pair> pairs, SecurityScheme.ApiKey key, String separator) {
        return pairs.stream()
                .filter(pair -> !pair.decodedName().strip().equals(key.parameter()))
                .map(Pair::text)
                .collect(Collectors.joining(separator));
    }

    /** The request with these credentials, as far as the operation requires them. */
    public Request applied(Request request, Operation operation, Credential credential) {
        return applied(request, schemes(operation, Optional.of(credential)), credential);
    }

    /** The request with these credentials at the locations of those schemes. */
    public static Request applied(Request request, List<SecurityScheme> schemes, Credential credential) {
        var result = request;
        for (var scheme : schemes) {
            var secret = credential.secret(scheme.name());
            if (secret.isPresent()) {
                result = with(result, scheme, secret.get().value());
            }
        }
        return result;
    }

    /** The request with that value as the credentials of that scheme. */
    public static Request with(Request request, SecurityScheme scheme, String value) {
        if (scheme instanceof SecurityScheme.ApiKey key) {
            return keyed(request, key, value);
        }
        if (scheme.isBearer()) {
            return request.with("Authorization", "Bearer " + withoutScheme(value, "bearer"));
        }
        if (scheme instanceof SecurityScheme.HttpAuth http) {
            String bare = withoutScheme(value, http.scheme());
            boolean plain = scheme.isBasic() && bare.contains(":");
            return request.with("Authorization", scheme.authScheme().orElse("") + " " + (plain ? base64(bare) : bare));
        }
        return request;
    }

    private static Request keyed(Request request, SecurityScheme.ApiKey key, String value) {
        if (key.in() == In.HEADER) {
            return request.with(key.parameter(), value);
        }
        if (key.in() == In.COOKIE) {
            return request.andCookie(key.parameter() + "=" + value);
        }
        return request.andQuery(Pair.encoded(key.parameter(), value));
    }

    /** The password alone of credentials for Basic, which an answer can repeat without the user; empty if there is none. */
    public static Optional<Secret> password(Secret credentials, String expression) {
        String value = credentials.value();
        int colon = value.indexOf(':');
        return colon < 0 || colon == value.length() - 1
                ? Optional.empty()
                : Optional.of(new Secret(value.substring(colon + 1), expression));
    }

    /** The passwords of these credentials, as far as the contract has Basic. */
    public List<Secret> passwords(Collection<Credential> credentials) {
        var basic = contract.securitySchemes().values().stream()
                .filter(SecurityScheme::isBasic)
                .toList();
        return credentials.stream()
                .flatMap(each -> basic.stream()
                        .flatMap(scheme -> each.secret(scheme.name()).stream())
                        .flatMap(secret ->
                                password(secret, "${" + secret.expression().substring(1) + "#*:}").stream()))
                .toList();
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutScheme(String value, String scheme) {
        int secret = Authorization.secretAt(value);
        return secret > 0 && value.substring(0, secret - 1).equalsIgnoreCase(scheme) ? value.substring(secret) : value;
    }
}
