package dev.counterpart.spec.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasePathsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # servers                                                                  | path            | what follows a base path, the longest base path first
            {url: /v1}                                                                 | /v1/pets        | /pets
            {url: /v1}                                                                 | /v1             |
            {url: /v1}                                                                 | /v1/            | /
            {url: /v1}                                                                 | /v10/pets       |
            {url: /v1}                                                                 | /pets           |
            {url: /}                                                                   | /pets           |
            {url: 'https://example.com'}                                               | /pets           |
            {url: 'https://example.com/v1/'}                                           | /v1/pets        | /pets
            {url: /v1}, {url: /v1/eu}                                                  | /v1/eu/pets     | /pets /eu/pets
            {url: '/{v}', variables: {v: {default: v1}}}                               | /v1/pets        | /pets /pets
            {url: '/{v}', variables: {v: {default: v1}}}                               | /v2/pets        | /pets
            {url: '/{v}', variables: {v: {default: v1, enum: [v1, v.2]}}}              | /v.2/pets       | /pets
            {url: '/{v}', variables: {v: {default: v1, enum: [v1, v.2]}}}              | /vx2/pets       |
            {url: '/{v}', variables: {v: {default: v1, enum: [v1, v.2]}}}              | /v1x/pets       |
            {url: '/a.b/{v}/c', variables: {v: {default: x}}}                          | /a.b/y/c/pets   | /pets
            {url: '/a.b/{v}/c', variables: {v: {default: x}}}                          | /axb/y/c/pets   |
            {url: '/a/{v}', variables: {v: {default: x}}}                              | /a/y/z/pets     | /z/pets
            {url: '/{v}', variables: {v: {default: ''}}}                               | /v2/pets        | /pets
            {url: 'https://a.test/{stage}', variables: {stage: {default: /prod}}}      | /prod/pets      | /pets /pets
            {url: 'https://{host}/v1', variables: {host: {default: example.com}}}      | /v1/pets        | /pets
            """)
    void the_rest_of_a_path_is_below_a_base_path(String servers, String path, String rests) {
        assertThat(basePaths(servers).below(path).stream()
                        .map(BasePaths.Below::rest)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(rests == null ? "" : rests);
    }

    @ParameterizedTest(name = "{0} characters")
    @CsvSource({"8000, 1", "8001, 0"})
    void a_path_that_is_too_long_is_not_below_a_base_path_with_variables(int length, int count) {
        String path = "/v2/" + "x".repeat(length - "/v2/".length());

        assertThat(basePaths("{url: '/{v}', variables: {v: {default: v1}}}").below(path))
                .hasSize(count);
    }

    private static BasePaths basePaths(String servers) {
        return new BasePaths(Contracts.of("""
                openapi: 3.1.0
                info: {title: Pets, version: '1'}
                servers: [SERVERS]
                paths: {/pets: {get: {responses: {'200': {description: ok}}}}}
                """.replace("SERVERS", servers)).operations());
    }
}
