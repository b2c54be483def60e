package dev.counterpart.spec.swagger;

import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.tree.Lined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The media types of the messages of a Swagger 2.0 operation, with defaults if the document declares none. */
final class SwaggerTwoMediaTypes {

    private static final String MULTIPART = "multipart/form-data";
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final Set<String> FORMS = Set.of(MULTIPART, URLENCODED);
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

    /**
     * The key in {@code examples} for each media type that has one: the same text, else the same type and parameters, else the same type.
     * {@code application/json} is meant where {@code application/json; charset=UTF-8} is produced, and the other way round.
     */
    static Map<String, String> keys(List<String> types, Set<String> examples) {
        var keys = new LinkedHashMap<String, String>();
        for (String type : types) {
            var sent = MediaType.parse(type);
            Stream.<Predicate<String>>of(
                            type::equals,
                            key -> sent.isPresent() && MediaType.parse(key).equals(sent),
                            key -> sent.isPresent()
                                    && MediaType.parse(key).map(MediaType::bare).equals(sent.map(MediaType::bare)))
                    .flatMap(rule -> examples.stream().filter(rule))
                    .findFirst()
                    .ifPresent(key -> keys.put(type, key));
        }
        return keys;
    }

    /** The declared {@code consumes}, else JSON. */
    static List<String> ofBody(Lined root, Lined operation) {
        var consumed = listed(root, operation, "consumes");
        return consumed.isEmpty() ? List.of(OTHERWISE) : consumed;
    }

    /** The declared forms; else the form type that supports the parameters. */
    static List<String> ofForm(Lined root, Lined operation, boolean withFile) {
        var forms = listed(root, operation, "consumes").stream()
                .filter(type -> MediaType.parse(type)
                        .filter(known -> FORMS.contains(known.essence()))
                        .isPresent())
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
