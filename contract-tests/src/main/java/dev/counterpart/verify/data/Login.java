package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.GateData.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the token of a credential is fetched. */
public sealed interface Login {

    /** The security scheme that the token is for; empty for all. */
    Optional<String> scheme();

    /** Its place in the data file. */
    Location place();

    /** Secrets that are sent to get the token. */
    List<Secret> secrets();

    /**
     * A request of the document's own operation.
     *
     * @param operation its name
     * @param request its values; the status is that of the answer with the token
     * @param expiresIn where the answer says for how many seconds the token is valid
     * @param lifetime how long the token is valid, if no answer says so
     */
    record ByOperation(
            String operation,
            Entry request,
            AnswerPart token,
            Optional<AnswerPart> expiresIn,
            Optional<Duration> lifetime,
            Optional<String> scheme)
            implements Login {

        @Override
        public Location place() {
            return request.place();
        }

        @Override
        public List<Secret> secrets() {
            return List.of();
        }
    }

    /** The grants of OAuth 2.0 that need no browser. */
    enum Grant {
        /** RFC 6749 §4.4. */
        CLIENT_CREDENTIALS("client_credentials", "clientCredentials"),
        /** RFC 6749 §4.3. */
        PASSWORD("password", "password");

        private final String type;
        private final String flow;

        Grant(String type, String flow) {
            this.type = type;
            this.flow = flow;
        }

        /** The {@code grant_type} of a token request. */
        public String type() {
            return type;
        }

        /** Its name in an OAuth Flows Object. */
        String flow() {
            return flow;
        }
    }

    /**
     * A token request of OAuth 2.0.
     *
     * @param clientSecret empty for a public client
     * @param tokenUrl instead of the document's
     */
    record OAuth2(
            Grant grant,
            Optional<String> clientId,
            Optional<Secret> clientSecret,
            Optional<String> username,
            Optional<Secret> password,
            List<String> scopes,
            Optional<String> tokenUrl,
            Optional<String> scheme,
            Location place)
            implements Login {

        public OAuth2 {
            scopes = List.copyOf(scopes);
        }

        /** Where the token is requested: an absolute URL, or one relative to the provider's. */
        public Optional<String> tokenUrl(Contract contract) {
            return tokenUrl.or(() -> contract.securitySchemes().values().stream()
                    .filter(SecurityScheme.OAuth2.class::isInstance)
                    .filter(each -> scheme.isEmpty() || each.name().equals(scheme.get()))
                    .map(each -> contract.documents()
                            .at(each.place())
                            .path("flows")
                            .path(grant.flow())
                            .path("tokenUrl"))
                    .filter(url -> url.isString())
                    .map(url -> url.asString())
                    .findFirst());
        }

        @Override
        public List<Secret> secrets() {
            return java.util.stream.Stream.of(clientSecret, password)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
