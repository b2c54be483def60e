package dev.counterpart.spec.tree;

import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Duplicate keys of objects. The last one is used.
 *
 * <p>A first pass over a file finds them; a second pass skips the overridden ones. So almost all files are read only
 * once.
 */
final class Duplicates {

    private static final int MOST_REMARKS = 100;

    private record Member(long object, String key) {}

    private final Map<Member, Integer> overridden = new HashMap<>();
    private final List<Tree.Remark> remarks = new ArrayList<>();

    /**
     * Records a duplicate key.
     *
     * @param object the start of the object, in characters or bytes
     */
    void add(long object, String key, int line) {
        overridden.merge(new Member(object, key), 1, Integer::sum);
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(new Tree.Remark(
                    DocumentRules.DUPLICATE_KEY, line, "one \"" + key + "\" in an object", "a second one"));
        }
    }

    boolean isEmpty() {
        return overridden.isEmpty();
    }

    /** In the second pass: whether the same key follows later. */
    boolean isOverridden(long object, String key) {
        if (overridden.isEmpty()) {
            return false;
        }
        var member = new Member(object, key);
        int left = overridden.getOrDefault(member, 0);
        if (left > 0) {
            overridden.put(member, left - 1);
        }
        return left > 0;
    }

    List<Tree.Remark> remarks() {
        return remarks;
    }
}
