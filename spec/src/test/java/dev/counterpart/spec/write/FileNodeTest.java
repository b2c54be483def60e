package dev.counterpart.spec.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileNodeTest {

    private static FileNode file(String text, String name, String type) {
        return new FileNode(
                text.getBytes(StandardCharsets.UTF_8), name, Optional.of(type).filter(named -> !named.isEmpty()));
    }

    @Test
    void a_file_has_a_name_and_perhaps_a_media_type() {
        assertThat(file("a", "a.txt", "text/plain").fileName()).isEqualTo("a.txt");
        assertThat(file("a", "a.txt", "text/plain").mediaType()).contains("text/plain");
        assertThat(file("a", "a.txt", "").mediaType()).isEmpty();
    }

    @Test
    void files_are_equal_by_bytes_name_and_media_type() {
        var file = file("a", "a.txt", "text/plain");
        assertThat(file)
                .isEqualTo(file("a", "a.txt", "text/plain"))
                .hasSameHashCodeAs(file("a", "a.txt", "text/plain"))
                .isNotEqualTo(file("b", "a.txt", "text/plain"))
                .isNotEqualTo(file("a", "b.txt", "text/plain"))
                .isNotEqualTo(file("a", "a.txt", ""))
                .isNotEqualTo("a");
        assertThat(file.hashCode())
                .isNotEqualTo(file("a", "b.txt", "text/plain").hashCode());
    }
}
