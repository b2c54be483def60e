package dev.counterpart.mock.access;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Whether the credentials of a request give access. */
public sealed interface Access {

    /**
     * They do, or none are required.
     *
     * @param claims of the bearer token, if it is a JWT; otherwise empty
     * @param unchecked schemes that cannot be checked, for example {@code http/hoba}
     */
    record Granted(ObjectNode claims, List<String> unchecked) implements Access {
        public Granted {
            unchecked = List.copyOf(unchecked);
        }
    }

    /**
     * They do not.
     *
     * @param challenge for {@code WWW-Authenticate} (RFC 9110 §11.6.1); may be empty
     */
    record Refused(Reason reason, String challenge) implements Access {}
}
