package dev.counterpart.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The examples of RFC 7396, Appendix A, that patch objects by objects, and their neighbours. */
class MergePatchTest {

    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # the object           | the patch                    | the result
            {"a":"b"}              | {"a":"c"}                    | {"a":"c"}
            {"a":"b"}              | {"b":"c"}                    | {"a":"b","b":"c"}
            {"a":"b"}              | {"a":null}                   | {}
            {"a":"b","b":"c"}      | {"a":null}                   | {"b":"c"}
            {"a":["b"]}            | {"a":"c"}                    | {"a":"c"}
            {"a":"c"}              | {"a":["b"]}                  | {"a":["b"]}
            {"a":{"b":"c"}}        | {"a":{"b":"d","c":null}}     | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}      | {"a":[1]}                    | {"a":[1]}
            {"e":null}             | {"a":1}                      | {"e":null,"a":1}
            {}                     | {"a":{"bb":{"ccc":null}}}    | {"a":{"bb":{}}}
            # neighbours
            {"a":[1,null]}         | {"a":[null]}                 | {"a":[null]}
            {"a":1}                | {"a":{"b":null,"c":[null]}}  | {"a":{"c":[null]}}
            {"a":1}                | {}                           | {"a":1}
            """)
    void an_object_is_patched(String before, String patch, String after) {
        var object = (ObjectNode) Json.read(before);

        assertThat(MergePatch.applied(object, (ObjectNode) Json.read(patch))).hasToString(after);
        assertThat(object).hasToString(before);
    }
}
