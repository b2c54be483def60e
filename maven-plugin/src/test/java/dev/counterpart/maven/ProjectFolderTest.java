package dev.counterpart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFolderTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            openapi.yaml             | /build/shop/openapi.yaml
            api/openapi.yaml         | /build/shop/api/openapi.yaml
            ../api/openapi.yaml      | /build/shop/../api/openapi.yaml
            /api/openapi.yaml        | /api/openapi.yaml
            https://shop.test/a.yaml | https://shop.test/a.yaml
            HTTP://shop.test/a.yaml  | HTTP://shop.test/a.yaml
            """)
    void a_relative_path_refers_to_the_folder_of_the_project(String document, String expected) {
        assertThat(new ProjectFolder(new File("/build/shop")).document(document))
                .isEqualTo(expected.replace('/', expected.contains("://") ? '/' : File.separatorChar));
    }
}
