package dev.counterpart.spec.swagger;

import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.tree.Lined;
import java.util.List;

/** The media types of the messages of a Swagger 2.0 operation, with defaults if the document declares none. */
final class SwaggerTwoMediaTypes {

    private static final String MULTIPART = "multipart/form-data";
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String OTHERWISE = "application/json";
    private static final String FILE = "application/octet-stream";

    private SwaggerTwoMediaTypes() {}

    /** The declared {@code produces}; else the media types of the examples; else bytes for a file, or JSON. */
    static List<String> ofResponse(Lined root, Lined operation, Lined response) {
        var produced = listed(root, operation, "produces");
        if (!produced.isEmpty()) {
            return produced;
        }
        var exampled = response.member("examples").members().stream()
                .map(Lined.Member::key)
                .filter(key -> MediaType.parse(key).isPresent())
                .toList();
        if (!exampled.isEmpty()) {
            return exampled;
        }
        boolean file = response.member("schema").member("type").text().equals("file");
        return List.of(file ? FILE : OTHERWISE);
    }

    /** The declared {@code consumes}, else JSON. */
    static List<String> ofBody(Lined root, Lined operation) {
        var consumed = listed(root, operation, "consumes");
        return consumed.isEmpty() ? List.of(OTHERWISE) : consumed;
    }

    /** The declared forms; else the form type that supports the parameters. */
    static List<String> ofForm(Lined root, Lined operation, boolean withFile) {
        var forms = listed(root, operation, "consumes").stream()
                .filter(type -> type.startsWith(MULTIPART) || type.startsWith(URLENCODED))
                .toList();
        if (!forms.isEmpty()) {
            return forms;
        }
        return List.of(withFile ? MULTIPART : URLENCODED);
    }

    /** An operation's own list, even an empty one, replaces the document's. */
    private static List<String> listed(Lined root, Lined operation, String key) {
        var own = operation.member(key);
        return SwaggerTwo.texts(own.isMissing() ? root.member(key) : own);
    }
}
