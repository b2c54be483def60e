package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.secret.SecretNames;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The inputs of workflows: their defaults, whether they are valid, and which are secret. */
public final class WorkflowInputs {

    private record OfFile(Documents documents, SchemaValidator validator) {
        OfFile(Documents documents) {
            this(documents, new SchemaValidator(documents, OpenApiVersion.V3_1));
        }
    }

    private final Map<URI, OfFile> files = new HashMap<>();

    private OfFile file(Workflow workflow) {
        var document = workflow.file().document();
        return files.computeIfAbsent(document.uri(), uri -> new OfFile(new Documents(document, List.of())));
    }

    /** The schemas of the inputs of a workflow by name, with references followed. */
    public Map<String, JsonNode> declared(Workflow workflow) {
        var documents = file(workflow).documents();
        var declared = new TreeMap<String, JsonNode>();
        workflow.inputs()
                .flatMap(schema -> documents.resolved(schema.place()))
                .ifPresent(place -> documents
                        .members(place.member("properties"))
                        .forEach((name, member) -> declared.put(
                                name,
                                documents.resolved(member).map(documents::at).orElseGet(() -> documents.at(member)))));
        return declared;
    }

    /**
     * A text as an input: JSON if the schema declares another type than a string and the text is JSON, otherwise the text.
     *
     * @param schema of the input
     */
    public static JsonNode parsed(String text, JsonNode schema) {
        boolean isText = schema.path("type").asString("").equals("string");
        return !isText
                        && Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                instanceof Json.Parsed.Value json
                ? json.node()
                : JsonNodeFactory.instance.stringNode(text);
    }

    /** The inputs with the defaults of those that are not given. */
    public ObjectNode completed(Workflow workflow, Map<String, JsonNode> given) {
        var inputs = JsonNodeFactory.instance.objectNode();
        given.forEach(inputs::set);
        declared(workflow).forEach((name, schema) -> {
            if (schema.has("default") && !inputs.has(name)) {
                inputs.set(name, schema.get("default"));
            }
        });
        return inputs;
    }

    /** The violations of the schema by these inputs. Values of secrets are not shown. */
    public List<Violation> violations(Workflow workflow, ObjectNode inputs) {
        return workflow.inputs().stream()
                .flatMap(schema -> file(workflow).validator().findings(schema, inputs, Direction.REQUEST).stream())
                .map(finding -> Violation.of(
                                DocumentRules.WORKFLOW_INVALID,
                                new Spot(Spot.Part.DOCUMENT, finding.at()),
                                "valid inputs of the workflow " + workflow.id(),
                                broken(finding))
                        .declaredAt(file(workflow).documents().location(finding.declared()))
                        .fixedBy("give the inputs with --input NAME=VALUE, in the data file, or by workflowInputs()"))
                .toList();
    }

    private static String broken(Finding finding) {
        if (finding.at().matches()) {
            return finding.reason();
        }
        String limit = finding.limit().isMissingNode() ? "" : " " + Json.text(finding.limit());
        return "the input " + finding.at().getMatchingProperty() + ": " + finding.keyword() + limit + " is violated";
    }

    /** Whether an input is secret: by its name, or by the format {@code password} or {@code writeOnly} of its schema. */
    public static boolean isSecret(String name, JsonNode schema) {
        return SecretNames.isSecret(name)
                || schema.path("format").asString("").equals("password")
                || schema.path("writeOnly").asBoolean(false);
    }
}
