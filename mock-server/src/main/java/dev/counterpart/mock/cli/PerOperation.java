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
 * An option that may be given once for all operations, and for single ones as {@code OPERATION=VALUE}.
 *
 * @param name of the option
 * @param form what its values look like, for messages
 * @param parse the value that a text spells, or nothing
 */
record PerOperation<T>(String name, String form, Function<String, Optional<T>> parse) {

    /**
     * What the texts say.
     *
     * @throws ParameterException if one says nothing that can be understood
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
     * Refuses operations that there are not.
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
