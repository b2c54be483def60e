package dev.counterpart.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Which workflows a run has, as the user wrote it.
 *
 * @param files Arazzo files
 * @param inputs texts by the name of the input, for all workflows that declare it
 * @param sourceUrls URLs of the providers of other documents, by the name of the source description
 * @param only whether nothing but the workflows is sent
 */
public record GivenWorkflows(
        List<Path> files, Map<String, String> inputs, Map<String, String> sourceUrls, boolean only) {

    public GivenWorkflows {
        files = List.copyOf(files);
        inputs = Map.copyOf(inputs);
        sourceUrls = Map.copyOf(sourceUrls);
    }
}
