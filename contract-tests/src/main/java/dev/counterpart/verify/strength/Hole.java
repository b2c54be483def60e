package dev.counterpart.verify.strength;

import dev.counterpart.spec.document.Location;
import java.util.List;

/**
 * A place where a document accepts incorrect answers.
 *
 * @param at the place for the line that would reject them
 * @param line to add there, in YAML
 * @param lets incorrect answers that the document accepts, in words; at least one
 */
public record Hole(Location at, String line, List<String> lets) {

    public Hole {
        lets = List.copyOf(lets);
        if (lets.isEmpty()) {
            throw new IllegalArgumentException("a hole must let something through");
        }
    }
}
