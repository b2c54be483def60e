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
 * @param replies to the cases that the defect affects; all others are answered correctly
 * @param excuse why no case can show the defect, according to the user
 */
record WrongProvider(String title, Map<Case, Reply> replies, Optional<String> excuse) {

    WrongProvider {
        replies = Collections.unmodifiableMap(new LinkedHashMap<>(replies));
    }
}
