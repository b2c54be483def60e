package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes errors about unevaluated properties that only follow from another error in the schema which declares them.
 */
final class Unevaluated {

    private static final Set<String> KEYWORDS = Set.of("unevaluatedProperties", "unevaluatedItems");

    private Unevaluated() {}

    /** The errors without those that only follow from others at the same part of the value or inside it. */
    static List<Error> withoutConsequences(Evaluation evaluation) {
        var errors = evaluation.getErrors();
        if (errors.stream().noneMatch(Unevaluated::isUnevaluated)) {
            return errors;
        }
        var kept = new ArrayList<Error>();
        for (var error : errors) {
            if (!isUnevaluated(error) || !isConsequence(error, errors, evaluation)) {
                kept.add(error);
            }
        }
        return kept;
    }

    private static boolean isUnevaluated(Error error) {
        return KEYWORDS.contains(error.getKeyword());
    }

    private static boolean isConsequence(Error error, List<Error> errors, Evaluation evaluation) {
        return error.getProperty() != null
                && declared(error, evaluation).contains(error.getProperty())
                && errors.stream()
                        .anyMatch(other -> !isUnevaluated(other)
                                && other.getInstanceLocation().startsWith(error.getInstanceLocation()));
    }

    private static Set<Object> declared(Error error, Evaluation evaluation) {
        var names = new HashSet<Object>();
        var annotations = evaluation.getAnnotations().asMap().get(error.getInstanceLocation());
        if (annotations != null) {
            for (var annotation : annotations) {
                if (!isUnevaluatedKeyword(annotation.getKeyword())
                        && annotation.getValue() instanceof Collection<?> some) {
                    names.addAll(some);
                }
            }
        }
        return names;
    }

    private static boolean isUnevaluatedKeyword(String keyword) {
        return KEYWORDS.contains(keyword);
    }
}
