package dev.counterpart.cli;

import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Runs the steps of a workflow as GitHub Actions does: {@code run:} in a shell, the action of this repository step by step. Actions of
 * others are listed with their inputs, not run.
 */
final class Workflow {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([\\w.-]+) *}}");
    private static final Pattern COMPARISON = Pattern.compile("([\\w.-]+) (==|!=) '([^']*)'");

    private final Path checkout;
    private final Path action;
    private final Map<String, String> environment;
    private final List<String> uploads = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private int code;

    /**
     * A workflow.
     *
     * @param checkout the user's files, where steps run
     * @param action the folder of the action of this repository
     * @param environment that every step has
     */
    Workflow(Path checkout, Path action, Map<String, String> environment) {
        this.checkout = checkout;
        this.action = action;
        this.environment = environment;
    }

    static JsonNode yaml(String text) {
        try {
            return TreeReader.read(text.getBytes(StandardCharsets.UTF_8), 100, 10_000)
                    .root();
        } catch (Unreadable broken) {
            throw new AssertionError(broken.getMessage(), broken);
        }
    }

    /** Runs the steps of the only job; a step that fails ends it. */
    void run(String workflow) throws IOException, InterruptedException {
        var job = yaml(workflow).path("jobs").values().iterator().next();
        var context = new LinkedHashMap<String, String>();
        context.put("secrets.DEMO_TOKEN", "a-token");
        for (var step : job.path("steps").values()) {
            String uses = step.path("uses").asString("");
            if (uses.isEmpty()) {
                shell(step, context);
            } else if (!isOfOthers(uses)) {
                composite(step, context);
            }
            if (code != 0) {
                return;
            }
        }
    }

    private static boolean isOfOthers(String uses) {
        return uses.startsWith("actions/") || uses.startsWith("github/");
    }

    private void composite(JsonNode step, Map<String, String> outer) throws IOException, InterruptedException {
        var definition = yaml(Files.readString(action.resolve("action.yml")));
        var context = new LinkedHashMap<String, String>();
        context.put("github.action_path", action.toString());
        for (var input : definition.path("inputs").properties()) {
            var given = step.path("with").path(input.getKey());
            if (given.isMissingNode() && input.getValue().path("required").asBoolean(false)) {
                throw new AssertionError("the input " + input.getKey() + " is required");
            }
            context.put(
                    "inputs." + input.getKey(),
                    given.isMissingNode() ? input.getValue().path("default").asString("") : given.asString(""));
        }
        for (var name : step.path("with").properties()) {
            if (!definition.path("inputs").has(name.getKey())) {
                throw new AssertionError("there is no input " + name.getKey());
            }
        }
        var own = environment(step, outer);
        for (var inner : definition.path("runs").path("steps").values()) {
            if (holds(inner.path("if").asString(""), context)) {
                if (inner.has("run")) {
                    shell(inner, context, own);
                } else {
                    uploads.add(expanded(inner.path("uses").asString("") + " " + inner.path("with"), context));
                }
            }
        }
    }

    private static boolean holds(String condition, Map<String, String> context) {
        for (String part : condition.isEmpty() ? new String[0] : condition.split(" && ")) {
            var comparison = COMPARISON.matcher(part);
            if (!comparison.matches()) {
                throw new AssertionError("not understood: " + part);
            }
            boolean isEqual = context.getOrDefault(comparison.group(1), "").equals(comparison.group(3));
            if (isEqual != comparison.group(2).equals("==")) {
                return false;
            }
        }
        return true;
    }

    private static String expanded(String text, Map<String, String> context) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(
                        found -> java.util.regex.Matcher.quoteReplacement(context.getOrDefault(found.group(1), "")));
    }

    private static Map<String, String> environment(JsonNode step, Map<String, String> context) {
        var all = new LinkedHashMap<String, String>();
        step.path("env")
                .properties()
                .forEach(each -> all.put(each.getKey(), expanded(each.getValue().asString(""), context)));
        return all;
    }

    private void shell(JsonNode step, Map<String, String> context) throws IOException, InterruptedException {
        shell(step, context, Map.of());
    }

    private void shell(JsonNode step, Map<String, String> context, Map<String, String> outer)
            throws IOException, InterruptedException {
        var outputs = Files.createTempFile(checkout, "outputs", "");
        var builder = new ProcessBuilder(
                        "bash",
                        "--noprofile",
                        "--norc",
                        "-eo",
                        "pipefail",
                        "-c",
                        expanded(step.path("run").asString(""), context))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(checkout.resolve("step.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(outer);
        builder.environment().putAll(environment(step, context));
        builder.environment().put("GITHUB_OUTPUT", outputs.toString());
        builder.environment()
                .put("GITHUB_STEP_SUMMARY", checkout.resolve("summary.md").toString());
        var process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("a step took more than five minutes");
        }
        code = process.exitValue();
        output.append(Files.readString(checkout.resolve("step.log")));
        for (String line : Files.readAllLines(outputs)) {
            int equals = line.indexOf('=');
            context.put(
                    "steps." + step.path("id").asString("") + ".outputs." + line.substring(0, equals),
                    line.substring(equals + 1));
        }
    }

    /** The exit code of the last step. */
    int code() {
        return code;
    }

    /** The actions of others that the action of this repository uses, with their inputs. */
    List<String> uploads() {
        return uploads;
    }

    /** What all steps printed. */
    String output() {
        return output.toString();
    }
}
