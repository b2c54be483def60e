package dev.counterpart.mock.cli;

import dev.counterpart.mock.settings.Setting;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Similarity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * An option that can be given once for all operations, and for single ones as {@code OPERATION=VALUE}.
 *
 * @param name of the option
 * @param form of its values, for messages
 * @param parse the value of a text, or empty if it is invalid
 */
record PerOperation<T>(String name, String form, Function<String, Optional<T>> parse) {

    /**
     * The setting of these texts.
     *
     * @throws ParameterException if one is invalid
     */
    Setting<T> setting(CommandLine line, List<String> texts, T usual) {
        var all = usual;
        Map<String, T> own = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            var value = parse.apply(text.substring(equals + 1))
                    .orElseThrow(() -> new ParameterException(
                            line, name + " must be " + form + ", or OPERATION=VALUE, but was \"" + text + "\""));
            if (equals < 0) {
                all = value;
            } else {
                own.put(text.substring(0, equals).strip(), value);
            }
        }
        return new Setting<>(all, own);
    }

    /**
     * Rejects operations that are not declared.
     *
     * @throws ParameterException if the setting names one
     */
    void check(CommandLine line, Setting<T> setting, Collection<Operation> operations) {
        for (String named : setting.own().keySet()) {
            if (operations.stream().noneMatch(operation -> isCalled(operation, named))) {
                var known = operations.stream()
                        .flatMap(each -> Stream.of(each.name(), each.key().toString()))
                        .toList();
                String nearest = Similarity.nearest(named, known)
                        .map(near -> "; the nearest is \"" + near + "\"")
                        .orElse("");
                throw new ParameterException(
                        line, name + " names the operation \"" + named + "\", which is not declared" + nearest);
            }
        }
    }

    private static boolean isCalled(Operation operation, String name) {
        return operation.key().toString().equals(name)
                || operation.operationId().filter(name::equals).isPresent();
    }
}
