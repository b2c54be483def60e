package dev.counterpart.verify.prove;

import dev.counterpart.verify.cases.Case;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A provider with one defect.
 *
 * @param title of the defect, for example {@code GET /pets → 200 application/json: /name of another type: a number}
 * @param replies to the cases that meet the defect; to all others it answers right
 * @param excuse why the user says that no case can meet the defect
 */
record WrongProvider(String title, Map<Case, Reply> replies, Optional<String> excuse) {

    WrongProvider {
        replies = Collections.unmodifiableMap(new LinkedHashMap<>(replies));
    }
}
