package dev.counterpart.spec.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

/** The actions of Overlay 1.0.0 §4.4.3, and what 1.1 and 1.2 add. */
class OverlaysTest {

    private static final String INFO = "info: {title: t, version: '1'}";

    private static Document document(String name, String text) throws Exception {
        var tree = TreeReader.read(text.getBytes(StandardCharsets.UTF_8), 100, 10_000);
        return new Document(URI.create("file:///" + name), name, tree.root(), tree.lines());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the action                      | the document            | in short            | the result
            update an object                  | {a: {b: 1}}             | {target: $.a, update: {c: 2}}                    | {"a":{"b":1,"c":2}}
            update replaces values            | {a: {b: 1}}             | {target: $.a, update: {b: [2]}}                  | {"a":{"b":[2]}}
            update merges objects in objects  | {a: {b: {c: 1, d: 2}}}  | {target: $, update: {a: {b: {c: 3}}}}            | {"a":{"b":{"c":3,"d":2}}}
            update appends to arrays inside   | {a: {b: [1]}}           | {target: $.a, update: {b: [2, 3]}}               | {"a":{"b":[1,2,3]}}
            update of an array appends one    | {a: [1]}                | {target: $.a, update: {b: 2}}                    | {"a":[1,{"b":2}]}
            update of an array appends a list | {a: [1]}                | {target: $.a, update: [2]}                       | {"a":[1,[2]]}
            update of a value (1.1)           | {a: 1}                  | {target: $.a, update: 2}                         | {"a":2}
            update of an element (1.1)        | {a: [1, 2]}             | {target: '$.a[1]', update: 3}                    | {"a":[1,3]}
            remove a member                   | {a: {b: 1, c: 2}}       | {target: $.a.b, remove: true}                    | {"a":{"c":2}}
            remove several elements           | {a: [1, 2, 3, 4]}       | {target: '$.a[0,2]', remove: true}               | {"a":[2,4]}
            remove wins over update           | {a: {b: 1}}             | {target: $.a, remove: true, update: {c: 2}}      | {}
            names with a hyphen, quoted       | {a: {x-i: 1}}           | `{target: "$.a['x-i']", remove: true}`           | {"a":{}}
            names with special characters     | `{'/a/{b}': {"x'y": 1}}` | {target: '$[''/a/{b}''][''x\\''y'']', remove: true} | {"/a/{b}":{}}
            every object at any depth         | {a: {x: {}}, b: {x: {}}} | {target: $..x, update: {d: 1}}                  | {"a":{"x":{"d":1}},"b":{"x":{"d":1}}}
            wildcards                         | {a: {b: {}, c: {}}}     | {target: $.a.*, update: {d: 1}}                  | {"a":{"b":{"d":1},"c":{"d":1}}}
            a filter of RFC 9535              | {a: [{n: x}, {n: y}]}   | `{target: "$.a[?@.n == 'x']", remove: true}`     | {"a":[{"n":"y"}]}
            a filter in parentheses           | {a: [{n: x}, {n: y}]}   | `{target: "$.a[?(@.n == 'x')]", update: {m: 1}}` | {"a":[{"n":"x","m":1},{"n":"y"}]}
            a filter by an extension          | {a: {b: {x-i: true}, c: {}}} | `{target: "$.a[?@['x-i'] == true]", remove: true}` | {"a":{"c":{}}}
            a filter for existence: an object | {a: {b: {x: {}}, c: {}}} | `{target: "$.a[?@.x]", update: {d: 1}}`       | {"a":{"b":{"x":{},"d":1},"c":{}}}
            a filter for existence: an array  | {a: [{x: []}, {y: 1}]}  | `{target: "$.a[?@.x]", remove: true}`            | {"a":[{"y":1}]}
            a filter for absence              | {a: [{x: {}}, {y: 1}]}  | `{target: "$.a[?!@.x]", remove: true}`           | {"a":[{"x":{}}]}
            a filter with and, or             | {a: [{x: 1, y: 2}, {x: 1, y: 3}, {z: {}}]} | `{target: "$.a[?@.x == 1 && @.y == 2 || @.z]", remove: true}` | {"a":[{"x":1,"y":3}]}
            a filter on strings               | {a: {b: {n: ab}, c: {n: x}}} | `{target: "$.a[?@.n > 'b']", remove: true}` | {"a":{"b":{"n":"ab"}}}
            a filter, and a step after it     | {a: {b: {c: 1, d: {}}, e: {c: 2, d: {}}}} | `{target: "$.a[?@.c == 1].d", update: {f: 1}}` | {"a":{"b":{"c":1,"d":{"f":1}},"e":{"c":2,"d":{}}}}
            two filters                       | {a: [{b: 1, c: [{d: 1}, {d: 2}]}, {b: 2, c: [{d: 1}]}]} | `{target: "$.a[?@.b == 1].c[?@.d == 1]", remove: true}` | {"a":[{"b":1,"c":[{"d":2}]},{"b":2,"c":[{"d":1}]}]}
            a filter at any depth             | {a: {x: 1}, b: {c: {x: 1}}, x: 1} | `{target: "$..[?@.x == 1]", update: {y: 2}}` | {"a":{"x":1,"y":2},"b":{"c":{"x":1,"y":2}},"x":1}
            a filter that the object fulfils  | {a: {x: 1, b: {}}}      | `{target: "$.a[?@.x == 1]", remove: true}`       | -
            null and large numbers stay       | {a: null, b: 12345678901234567890, c: 1.50} | {target: $, update: {d: 1}} | {"a":null,"b":12345678901234567890,"c":1.50,"d":1}
            """)
    void an_action_changes_the_document(String what, String before, String action, String after) throws Exception {
        var overlays = new Overlays(1_000);

        var changed = overlays.applied(
                document("api.yaml", before),
                List.of(document("overlay.yaml", "{overlay: 1.0.0, " + INFO + ", actions: [" + action + "]}")));

        assertThat(overlays.violations()).hasSize(after.equals("-") ? 1 : 0);
        assertThat(changed.tree())
                .hasToString(
                        after.equals("-") ? document("api.yaml", before).tree().toString() : after);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version, the actions                                                        | the document                 | the result
            1.0.0 | [{target: $.a, update: [2]}]                                          | {a: [1]}                     | {"a":[1,[2]]}
            1.1.0 | [{target: $.a, update: [2]}]                                          | {a: [1]}                     | {"a":[1,2]}
            1.1.0 | [{target: $.a, update: [[2]]}]                                        | {a: [1]}                     | {"a":[1,[2]]}
            1.1.0 | [{target: $.a, update: 2}]                                            | {a: [1]}                     | {"a":[1,2]}
            1.1.0 | [{target: $.a, update: null}]                                         | {a: [1]}                     | {"a":[1,null]}
            1.1.0 | [{target: $.a, update: null}]                                         | {a: 1}                       | {"a":null}
            1.1.0 | [{target: $.a, update: {b: null}}]                                    | {a: {b: 1}}                  | {"a":{"b":null}}
            1.1.0 | [{target: $.a, update: {b: [2]}}]                                     | {a: {b: [1]}}                | {"a":{"b":[1,2]}}
            # the examples of §4.4.4 of 1.1.0: copy, make sure that the target exists, move
            1.1.0 | [{target: '$["/b"]', copy: '$["/a"]'}]                                | {/a: {get: 1}, /b: {put: 2}} | {"/a":{"get":1},"/b":{"put":2,"get":1}}
            1.1.0 | [{target: $, update: {/c: {}}}, {target: '$["/c"]', copy: '$["/a"]'}] | {/a: {get: 1}}               | {"/a":{"get":1},"/c":{"get":1}}
            1.1.0 | [{target: $, update: {/c: {}}}, {target: '$["/c"]', copy: '$["/a"]'}, {target: '$["/a"]', remove: true}] | {/a: {get: 1}} | {"/c":{"get":1}}
            1.1.0 | [{target: $.b, copy: $.a}]                                            | {a: [1], b: [2]}             | {"a":[1],"b":[2,1]}
            1.1.0 | [{target: $.b, copy: $.a}]                                            | {a: {c: 1}, b: [2]}          | {"a":{"c":1},"b":[2,{"c":1}]}
            1.1.0 | [{target: $.b, copy: $.a}]                                            | {a: 1, b: 2}                 | {"a":1,"b":1}
            1.1.0 | [{target: '$["b","c"]', copy: $.a}]                                   | {a: {d: 1}, b: {}, c: {}}    | {"a":{"d":1},"b":{"d":1},"c":{"d":1}}
            # copies are independent of their source, and of each other
            1.1.0 | [{target: $.b, copy: $.a}, {target: $.a.d, update: {e: 2}}]           | {a: {d: {}}, b: {}}          | {"a":{"d":{"e":2}},"b":{"d":{}}}
            1.1.0 | [{target: '$["b","c"]', copy: $.a}, {target: $.b.d, update: {e: 2}}]  | {a: {d: {}}, b: {}, c: {}}   | {"a":{"d":{}},"b":{"d":{"e":2}},"c":{"d":{}}}
            # a part of its own, and itself
            1.1.0 | [{target: $.a.b, copy: $.a}]                                          | {a: {b: {}, c: 1}}           | {"a":{"b":{"b":{},"c":1},"c":1}}
            1.1.0 | [{target: $.a, copy: $.a}]                                            | {a: [1]}                     | {"a":[1,1]}
            # removing wins
            1.1.0 | [{target: $.a, copy: $.b, remove: true}]                              | {a: 1, b: 2}                 | {"b":2}
            1.1.0 | [{target: $.a, remove: false, update: 2}]                             | {a: 1}                       | {"a":2}
            # reusable actions
            1.2.0 | [{$ref: '#/components/actions/add', target: $.a}, {$ref: '#/components/actions/add', target: $.b}] | {a: {}, b: {}} | {"a":{"n":1},"b":{"n":1}}
            1.2.0 | [{$ref: '#/components/actions/a~1b~0', target: $.a}]                  | {a: {}, b: {}}               | {"b":{}}
            1.2.0 | [{$ref: '#/components/actions/copy', target: $.a}]                    | {a: {}, b: {c: 1}}           | {"a":{"c":1},"b":{"c":1}}
            1.2.0 | [{$ref: '#/components/actions/a~1b~0', target: $.a, remove: false, update: {n: 2}}] | {a: {}} | {"a":{"n":2}}
            """)
    void actions_of_a_version_change_the_document(String version, String actions, String before, String after)
            throws Exception {
        var overlays = new Overlays(1_000);
        String components = version.equals("1.2.0")
                ? ", components: {actions: {add: {description: d, fields: {update: {n: 1}}}, a/b~: {fields: {remove: true}}, copy: {fields: {copy: $.b}}}}"
                : "";

        var changed = overlays.applied(
                document("api.yaml", before),
                List.of(document(
                        "overlay.yaml",
                        "{overlay: " + version + ", " + INFO + components + ", actions: " + actions + "}")));

        assertThat(overlays.violations()).isEmpty();
        assertThat(changed.tree()).hasToString(after);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the overlay                                                | what is reported
            {actions: []}                                                | document.overlay.invalid : expected an overlay: a field overlay with the value 1.0.0, 1.1.0 or 1.2.0, but was nothing
            {overlay: 2.0.0, actions: []}                                | document.overlay.invalid : expected an overlay: a field overlay with the value 1.0.0, 1.1.0 or 1.2.0, but was string "2.0.0"
            {overlay: 1.3.0, actions: []}                                | document.overlay.invalid : expected an overlay: a field overlay with the value 1.0.0, 1.1.0 or 1.2.0, but was string "1.3.0"
            {overlay: 1.0, actions: []}                                  | document.overlay.invalid : expected an overlay: a field overlay with the value 1.0.0, 1.1.0 or 1.2.0, but was number 1.0
            {overlay: 1.0.0, INFO}                                       | document.overlay.invalid /actions: expected a list of actions, but was nothing
            {overlay: 1.0.0, INFO, actions: []}                          | document.overlay.invalid /actions: expected a list of actions, but was array []
            {overlay: 1.0.0, INFO, actions: {}}                          | document.overlay.invalid /actions: expected a list of actions, but was object {}
            {overlay: 1.0.0, INFO, actions: [text]}                      | document.overlay.invalid /actions/0: expected an action: an object, but was string "text"
            {overlay: 1.0.0, INFO, actions: [{update: {}}]}              | document.overlay.invalid /actions/0: expected an action with a target, a JSONPath, but was nothing
            {overlay: 1.0.0, INFO, actions: [{target: 1, update: {}}]}   | document.overlay.invalid /actions/0: expected an action with a target, a JSONPath, but was integer 1
            {overlay: 1.0.0, INFO, actions: [{target: $.a}]}             | document.overlay.lenient /actions/0: expected an action with update, copy or remove: true, but was none of them, so it has no effect
            {overlay: 1.0.0, INFO, actions: [{target: $.a, remove: false}]} | document.overlay.lenient /actions/0: expected an action with update, copy or remove: true, but was none of them, so it has no effect
            {overlay: 1.0.0, INFO, actions: [{target: $.a, remove: yes please, update: {}}]} | document.overlay.invalid /actions/0/remove: expected true or false, but was string "yes please"
            {overlay: 1.0.0, INFO, actions: [{target: $.a, update: 1}]}  | document.overlay.invalid /actions/0/update: expected an object, as the target is one, but was another value
            {overlay: 1.0.0, INFO, actions: [{target: $, remove: true}]} | document.overlay.invalid /actions/0/target: expected a part of the document, but was the whole document, which cannot be removed
            {overlay: 1.0.0, INFO, actions: [{target: $.none, remove: true}]} | document.overlay.unmatched /actions/0/target: expected a target that exists, but was $.none
            {overlay: 1.1.0, INFO, actions: [{target: $.n, update: {}}]} | document.overlay.invalid /actions/0/update: expected a text, number, boolean or null, as the target is one, but was another value
            {overlay: 1.1.0, INFO, actions: [{target: $, update: {a: [1]}}]} | document.overlay.invalid /actions/0/update: expected members of the kinds that the document has: objects, arrays, or other values, but was another kind for /a
            {overlay: 1.1.0, INFO, actions: [{target: $, update: {a: {b: {c: 1}}}}]} | document.overlay.invalid /actions/0/update: expected members of the kinds that the document has: objects, arrays, or other values, but was another kind for /a/b
            {overlay: 1.1.0, INFO, actions: [{target: '$["a","n"]', update: {}}]} | document.overlay.invalid /actions/0/target: expected nodes that are all objects, all arrays, or all other values, but was several kinds
            {overlay: 1.1.0, INFO, actions: [{target: $.a, copy: $.none}]} | document.overlay.invalid /actions/0/copy: expected a JSONPath that selects one node, but was 0 nodes selected by $.none
            {overlay: 1.1.0, INFO, actions: [{target: $.a, copy: $.*}]}  | document.overlay.invalid /actions/0/copy: expected a JSONPath that selects one node, but was 3 nodes selected by $.*
            {overlay: 1.1.0, INFO, actions: [{target: $.a, copy: $.n}]}  | document.overlay.invalid /actions/0/copy: expected an object, as the target is one, but was another value
            {overlay: 1.1.0, INFO, actions: [{target: $.a, copy: 1}]}    | document.overlay.invalid /actions/0/copy: expected a JSONPath, but was integer 1
            {overlay: 1.1.0, INFO, actions: [{target: $.a, copy: $.l, update: {}}]} | document.overlay.invalid /actions/0: expected an action with update or copy, but was both
            {overlay: 1.0.0, INFO, actions: [{target: $.n, copy: $.n}]}  | document.overlay.lenient /actions/0/copy: expected overlay: 1.1.0 or later for copy, but was overlay: 1.0.0
            {overlay: 1.2.0, INFO, actions: [{$ref: '#/components/actions/x', target: $.a}]} | document.overlay.invalid /actions/0/$ref: expected #/components/actions/NAME, with the name of an action in components, but was string "#/components/actions/x"
            {overlay: 1.2.0, INFO, actions: [{$ref: 'other.yaml#/components/actions/x', target: $.a}]} | document.overlay.invalid /actions/0/$ref: expected #/components/actions/NAME, with the name of an action in components, but was string "other.yaml#/components/actions/x"
            {overlay: 1.2.0, INFO, components: {actions: {x: {fields: {update: {}}}}}, actions: [{$ref: '#/components/actions/x'}]} | document.overlay.invalid /actions/0: expected an action with a target, a JSONPath, but was nothing
            {overlay: 1.2.0, INFO, components: {actions: {x: {fields: {target: $.a, update: {}}}}}, actions: [{$ref: '#/components/actions/x', target: $.a}]} | document.overlay.invalid /components/actions/x/fields/target: expected fields without a target: the reference to the action has it, but was string "$.a"
            {overlay: 1.2.0, INFO, components: {actions: {x: {}}}, actions: [{$ref: '#/components/actions/x', target: $.a}]} | document.overlay.lenient /actions/0: expected an action with update, copy or remove: true, but was none of them, so it has no effect
            {overlay: 1.1.0, INFO, components: {actions: {x: {fields: {update: {}}}}}, actions: [{$ref: '#/components/actions/x', target: $.a}]} | document.overlay.lenient /actions/0/$ref: expected overlay: 1.2.0 or later for a reference to an action, but was overlay: 1.1.0
            {overlay: 1.0.0, actions: [{target: $.a, update: {}}]}       | document.overlay.lenient : expected info with a title, but was nothing
            {overlay: 1.0.0, info: {title: t}, actions: [{target: $.a, update: {}}]} | document.overlay.lenient /info: expected info with a version, but was nothing
            {overlay: 1.0.0, INFO, extend: a, actions: [{target: $.a, update: {}}]} | document.overlay.lenient /extend: expected one of the fields overlay, $self, info, extends, actions, components, or x-…, but was the unknown field extend
            {overlay: 1.0.0, INFO, actions: [{target: $.a, update: {}, remov: true}]} | document.overlay.lenient /actions/0/remov: expected one of the fields target, description, update, copy, remove, or x-…, but was the unknown field remov
            """)
    void a_problem_has_a_place_in_the_overlay(String overlay, String problem) throws Exception {
        var overlays = new Overlays(1_000);

        overlays.applied(
                document("api.yaml", "{a: {b: 1}, n: 1, l: []}"),
                List.of(document("overlay.yaml", overlay.replace("INFO", INFO))));

        assertThat(overlays.violations())
                .extracting(each -> each.rule().id() + " " + each.at().pointer() + ": expected " + each.expected()
                        + ", but was " + each.actual())
                .containsExactly(problem);
        assertThat(overlays.violations().get(0).declared().orElseThrow().file()).isEqualTo("overlay.yaml");
    }

    @ParameterizedTest
    @CsvSource({"'$.a['", "'a b'", "'$.a[?(@.x ==)]'", "'$.a[?(@.x == {})]'", "''"})
    void text_that_is_not_a_path_is_reported(String target) throws Exception {
        var overlays = new Overlays(1_000);

        overlays.applied(
                document("api.yaml", "{a: [{x: 1}]}"),
                List.of(document(
                        "overlay.yaml",
                        "{overlay: 1.0.0, " + INFO + ", actions: [{target: '" + target + "', remove: true}]}")));

        assertThat(overlays.violations())
                .extracting(Violation::expected)
                .isSubsetOf("a JSONPath (RFC 9535)", "a target that exists")
                .hasSize(1);
    }

    @Test
    void inserted_nodes_are_at_their_lines_in_the_overlay() throws Exception {
        var changed = new Overlays(1_000)
                .applied(
                        document("api.yaml", "a:\n  b: 1\n"),
                        List.of(
                                document("one.yaml", "overlay: 1.0.0\nactions:\n- target: $.a\n  update:\n    c: 2\n"),
                                document(
                                        "two.yaml",
                                        "overlay: 1.1.0\nactions:\n- {target: $.a, update: {d: 3}}\n- {target: $, update: {e: {}}}\n- {target: $.e, copy: $.a}\n")));

        assertThat(List.of("/a", "/a/b", "/a/c", "/a/d", "/e", "/e/b", "/e/c"))
                .extracting(pointer ->
                        changed.location(JsonPointer.compile(pointer)).toString())
                .containsExactly(
                        "api.yaml:1 (/a)",
                        "api.yaml:2 (/a/b)",
                        "one.yaml:5 (/a/c)",
                        "two.yaml:3 (/a/d)",
                        "two.yaml:4 (/e)",
                        "api.yaml:2 (/e/b)",
                        "one.yaml:5 (/e/c)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{target: $, update: {l: [1]}}, {target: $.l, copy: $.l}",
                "{target: '$..*', update: {b: {}, c: {}}}"
            })
    void what_overlays_insert_is_bounded(String actions) throws Exception {
        String many = String.join(", ", Collections.nCopies(40, actions));
        var overlay = document("overlay.yaml", "{overlay: 1.1.0, " + INFO + ", actions: [" + many + "]}");

        assertThatThrownBy(() -> new Overlays(10_000).applied(document("api.yaml", "{a: {}}"), List.of(overlay)))
                .isInstanceOf(Unreadable.class);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"3.1.1", "3.0.3", "2.0"})
    void a_contract_is_read_with_its_overlay(String version) throws IOException {
        String swagger = version.equals("2.0") ? "swagger: '2.0'" : "openapi: " + version;
        var api = Files.writeString(
                folder.resolve("api.yaml"),
                swagger
                        + "\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: d}}}}}\n");
        var overlay = Files.writeString(folder.resolve("more.yaml"), """
                overlay: 1.0.0
                info: {title: o, version: '1'}
                actions:
                  - target: $.paths['/a']
                    update:
                      post: {operationId: addA, responses: {'201': {description: d}}}
                """);

        var result = (ReadResult.Read)
                ContractReader.read(api.toString(), ReadOptions.defaults().withOverlays(List.of(overlay.toString())));

        var added = result.contract().operation("addA").orElseThrow();
        assertThat(result.contract().documents().location(added.place())).hasToString(overlay + ":6 (/paths/~1a/post)");
        assertThat(result.contract().documents().files()).contains(overlay.toUri());
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void an_overlay_that_cannot_be_read_rejects_the_document() throws IOException {
        var api = Files.writeString(folder.resolve("api.yaml"), "openapi: 3.1.1\npaths: {}");

        var result = (ReadResult.Rejected) ContractReader.read(
                api.toString(), ReadOptions.defaults().withOverlays(List.of(folder + "/none.yaml")));

        assertThat(result.violations().get(0).rule().id()).isEqualTo("document.missing");
        assertThat(result.violations().get(0).declared().orElseThrow().file()).isEqualTo(folder + "/none.yaml");
    }
}
