package dev.counterpart.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** RFC 6902; the first rows are those of its appendix A. */
class JsonPatchTest {

    private static String described(JsonPatch.Result result) {
        if (result instanceof JsonPatch.Result.Patched patched) {
            return Json.text(patched.value());
        }
        if (result instanceof JsonPatch.Result.Malformed malformed) {
            return "malformed: " + malformed.reason();
        }
        return result instanceof JsonPatch.Result.Untrue untrue
                ? "untrue: " + untrue.reason()
                : "impossible: " + ((JsonPatch.Result.Impossible) result).reason();
    }

    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # object                  | patch                                                                | result
            {"foo":"bar"}             | [{"op":"add","path":"/baz","value":"qux"}]                           | {"foo":"bar","baz":"qux"}
            {"foo":["bar","baz"]}     | [{"op":"add","path":"/foo/1","value":"qux"}]                         | {"foo":["bar","qux","baz"]}
            {"baz":"qux","foo":"bar"} | [{"op":"remove","path":"/baz"}]                                      | {"foo":"bar"}
            {"foo":["a","b","c"]}     | [{"op":"remove","path":"/foo/1"}]                                    | {"foo":["a","c"]}
            {"baz":"qux","foo":"bar"} | [{"op":"replace","path":"/baz","value":"boo"}]                       | {"baz":"boo","foo":"bar"}
            {"a":{"b":1},"c":{}}      | [{"op":"move","from":"/a/b","path":"/c/d"}]                          | {"a":{},"c":{"d":1}}
            {"foo":[1,2,3]}           | [{"op":"move","from":"/foo/0","path":"/foo/2"}]                      | {"foo":[2,3,1]}
            {"baz":"qux"}             | [{"op":"test","path":"/baz","value":"qux"}]                          | {"baz":"qux"}
            {"baz":"qux"}             | [{"op":"test","path":"/baz","value":"bar"}]                          | untrue: operation 0 (test /baz) has failed
            {"foo":"bar"}             | [{"op":"add","path":"/child","value":{"g":{}}}]                      | {"foo":"bar","child":{"g":{}}}
            {"foo":"bar"}             | [{"op":"add","path":"/baz","value":"qux","xyz":123}]                 | {"foo":"bar","baz":"qux"}
            {"foo":"bar"}             | [{"op":"add","path":"/baz/bat","value":"qux"}]                       | impossible: operation 0 (add /baz/bat) is not possible
            {"/":9,"~1":10}           | [{"op":"test","path":"/~01","value":10}]                             | {"/":9,"~1":10}
            {"/":9,"~1":10}           | [{"op":"test","path":"/~01","value":"10"}]                           | untrue: operation 0 (test /~01) has failed
            {"foo":["bar"]}           | [{"op":"add","path":"/foo/-","value":["abc","def"]}]                 | {"foo":["bar",["abc","def"]]}
            {"foo":"bar"}             | [{"op":"copy","from":"/foo","path":"/baz"}]                          | {"foo":"bar","baz":"bar"}
            {"foo":1.10}              | [{"op":"add","path":"/n","value":12345678901234567890.10}]           | {"foo":1.10,"n":12345678901234567890.10}
            {"foo":null}              | [{"op":"replace","path":"/foo","value":null}]                        | {"foo":null}
            {"foo":1}                 | [{"op":"replace","path":"","value":{"bar":2}}]                       | {"bar":2}
            {"foo":1}                 | [{"op":"replace","path":"","value":[2]}]                             | impossible: the result is not an object
            {"foo":1}                 | []                                                                   | {"foo":1}
            {"foo":1}                 | [{"op":"remove","path":"/bar"}]                                      | impossible: operation 0 (remove /bar) is not possible
            {"foo":1}                 | [{"op":"replace","path":"/bar","value":1}]                           | impossible: operation 0 (replace /bar) is not possible
            {"foo":[1]}               | [{"op":"add","path":"/foo/5","value":1}]                             | impossible: operation 0 (add /foo/5) is not possible
            {"a":1}                   | [{"op":"add","path":"/b","value":1},{"op":"test","path":"/a","value":2}] | untrue: operation 1 (test /a) has failed
            {"foo":1}                 | {"foo":2}                                                            | malformed: a JSON Patch is a list of at most 1000 operations
            {"foo":1}                 | [{"op":"merge","path":"/foo"}]                                       | malformed: operation 0 is malformed: object {"op":"merge","path":"/foo"}
            {"foo":1}                 | [{"op":"add","path":"/foo"}]                                         | malformed: operation 0 is malformed: object {"op":"add","path":"/foo"}
            {"foo":1}                 | [{"op":"add","path":"foo","value":1}]                                | malformed: operation 0 is malformed: object {"op":"add","path":"foo","value":1}
            {"foo":1}                 | [{"op":"move","path":"/foo"}]                                        | malformed: operation 0 is malformed: object {"op":"move","path":"/foo"}
            {"foo":1}                 | [{"op":"add","path":"/~2","value":1}]                                | malformed: operation 0 is malformed: object {"op":"add","path":"/~2","value":1}
            {"foo":1}                 | ["add"]                                                              | malformed: operation 0 is malformed: string "add"
            """)
    void the_object_after_a_patch(String object, String patch, String expected) {
        var before = (ObjectNode) Json.read(object);
        assertThat(described(JsonPatch.applied(before, Json.read(patch)))).isEqualTo(expected);
        assertThat(before).isEqualTo(Json.read(object));
    }

    /** Forty doublings would be a trillion values. */
    @Test
    void copies_of_copies_are_bounded() {
        var patch = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 40; i++) {
            patch.addObject().put("op", "copy").put("from", "").put("path", "/c" + i);
        }
        assertThat(described(JsonPatch.applied((ObjectNode) Json.read("{\"a\":1}"), patch)))
                .isEqualTo("impossible: the result of operation 16 has more than 200000 values");
    }

    @Test
    void the_number_of_operations_is_bounded() {
        var patch = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i <= JsonPatch.MOST_OPERATIONS; i++) {
            patch.addObject().put("op", "add").put("path", "/a").put("value", i);
        }
        assertThat(described(JsonPatch.applied((ObjectNode) Json.read("{}"), patch)))
                .startsWith("malformed: a JSON Patch is a list of at most 1000 operations");
    }
}
