package dev.counterpart.spec.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private static final List<String> OPERATIONS = List.of(
            "GET /pets",
            "POST /pets",
            "GET /pets/{petId}",
            "DELETE /pets/{petId}",
            "GET /pets/mine",
            "PUT /pets/{id}/photo",
            "GET /pets/{petId}/photo",
            "GET /files/{name}",
            "GET /files/{name}.{ext}",
            "GET /files/{name}.json",
            "GET /ranges/{from}-{to}",
            "GET /ranges/v{a}{b}",
            "GET /a b/{x}",
            "GET /notes/{x}%20by%20{y}",
            "GET /trailing/",
            "GET /");

    private static final Router PETS = router(OPERATIONS);
    private static final Router PETS_REVERSED = router(reversed(OPERATIONS));

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # method | path                  | leads to
            GET      | /                     | GET / {}
            GET      | /pets                 | GET /pets {}
            GET      | /pets/42              | GET /pets/{petId} {petId=42}
            GET      | /pets/a%2Fb           | GET /pets/{petId} {petId=a/b}
            GET      | /pets/a%20b           | GET /pets/{petId} {petId=a b}
            GET      | /pets/%               | GET /pets/{petId} {petId=%}
            GET      | /pets/                | GET /pets/{petId} {petId=}
            GET      | /pets/mine            | GET /pets/mine {}
            GET      | /pets/m%69ne          | GET /pets/mine {}
            GET      | /pets/Mine            | GET /pets/{petId} {petId=Mine}
            DELETE   | /pets/mine            | DELETE /pets/{petId} {petId=mine}
            GET      | /pets/mine/photo      | GET /pets/{petId}/photo {petId=mine}
            PUT      | /pets/7/photo         | PUT /pets/{id}/photo {id=7}
            GET      | /files/readme         | GET /files/{name} {name=readme}
            GET      | /files/readme.md      | GET /files/{name}.{ext} {ext=md, name=readme}
            GET      | /files/a.tar.gz       | GET /files/{name}.{ext} {ext=tar.gz, name=a}
            GET      | /files/pets.json      | GET /files/{name}.json {name=pets}
            GET      | /files/a%2Fb.txt      | GET /files/{name}.{ext} {ext=txt, name=a/b}
            GET      | /files/.txt           | GET /files/{name}.{ext} {ext=txt, name=}
            GET      | /ranges/1-5           | GET /ranges/{from}-{to} {from=1, to=5}
            GET      | /ranges/1-5-9         | GET /ranges/{from}-{to} {from=1, to=5-9}
            GET      | /ranges/vxyz          | GET /ranges/v{a}{b} {a=x, b=yz}
            GET      | /ranges/15            | 404 nearest /ranges/v{a}{b}
            GET      | /a%20b/1              | GET /a b/{x} {x=1}
            GET      | /notes/x%20by%20y     | GET /notes/{x}%20by%20{y} {x=x, y=y}
            GET      | /trailing/            | GET /trailing/ {}
            GET      | /trailing             | 404 nearest /trailing/
            GET      | //pets                | 404 nearest /pets
            GET      | /pets//               | 404 nearest /pets
            GET      | /pet                  | 404 nearest /pets
            PUT      | /pets                 | 405 allow GET, POST
            PUT      | /pets/mine            | 405 allow DELETE, GET
            POST     | /pets/1/photo         | 405 allow GET, PUT
            BREW     | /pets                 | 405 allow GET, POST
            get      | /pets                 | 405 allow GET, POST
            BREW     | /nowhere/at/all/there | 404 nearest /pets/mine
            """)
    void a_request_leads_to(String method, String path, String expected) {
        assertThat(described(PETS.route(method, path))).isEqualTo(expected);
        if (!expected.startsWith("404")) {
            assertThat(described(PETS_REVERSED.route(method, path))).isEqualTo(expected);
        }
    }

    private static final Router GREEDY = router(List.of(
            "GET /v1/{+name}",
            "POST /v1/{+name}:publish",
            "GET /v1/{project}/topics/{topic}",
            "GET /v1/{+parent}/topics",
            "GET /files/{key+}",
            "GET /files/list",
            "PUT /files/{name}",
            "GET /all/{*rest}",
            "GET /all/{rest*}/end"));

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # method | path                        | leads to
            GET      | /v1/a                       | GET /v1/{+name} {name=a}
            GET      | /v1/projects/p/subs/s       | GET /v1/{+name} {name=projects/p/subs/s}
            GET      | /v1/p/topics/t              | GET /v1/{project}/topics/{topic} {project=p, topic=t}
            GET      | /v1/projects/p/topics       | GET /v1/{+parent}/topics {parent=projects/p}
            POST     | /v1/projects/p:publish      | POST /v1/{+name}:publish {name=projects/p}
            POST     | /v1/a%2Fb:publish           | POST /v1/{+name}:publish {name=a/b}
            POST     | /v1/projects/p              | 405 allow GET
            GET      | /files/a/b%20c/d.txt        | GET /files/{key+} {key=a/b c/d.txt}
            GET      | /files/list                 | GET /files/list {}
            GET      | /files/list/a               | GET /files/{key+} {key=list/a}
            PUT      | /files/a                    | PUT /files/{name} {name=a}
            PUT      | /files/a/b                  | 405 allow GET
            GET      | /all/a//b/                  | GET /all/{*rest} {rest=a//b/}
            GET      | /all/a/b/end                | GET /all/{rest*}/end {rest=a/b}
            GET      | /all                        | 404 nearest /v1/{+name}
            """)
    void a_variable_with_a_plus_or_an_asterisk_may_contain_slashes(String method, String path, String expected) {
        String found = described(GREEDY.route(method, path));

        assertThat(expected.startsWith("404") ? found.substring(0, 3) : found)
                .isEqualTo(expected.startsWith("404") ? "404" : expected);
    }

    @Test
    @Timeout(5)
    void many_such_variables_do_not_take_long() {
        var router = router(List.of("GET /{+a}/x/{+b}/x/{+c}/y", "GET /z"));

        assertThat(described(router.route("GET", "/x".repeat(2_000)))).startsWith("404");
    }

    @Test
    void of_two_paths_alike_the_last_one_is_reached_as_with_prism() {
        assertThat(described(router(List.of("GET /pets/{a}", "GET /pets/{b}")).route("GET", "/pets/1")))
                .isEqualTo("GET /pets/{b} {b=1}");
    }

    private static final Router SERVERS = new Router(Contracts.of("""
            openapi: 3.1.1
            info: {title: Servers, version: 1.0.0}
            servers:
              - url: https://example.com/api/v1
              - url: https://example.com/{tenant}/{version}/
                variables: {tenant: {default: main}, version: {default: v1, enum: [v1, v2]}}
            paths:
              /pets:
                get: {responses: {}}
                post:
                  servers: [{url: /write}]
                  responses: {}
              /api/v1/pets:
                delete: {responses: {}}
              /own:
                servers: [{url: 'https://other.example.com'}]
                get: {responses: {}}
              /{any}:
                put:
                  servers: [{url: /long/er}, {url: '/{x}'}]
                  responses: {}
              /er/{any}:
                put:
                  servers: [{url: '/{x}'}]
                  responses: {}
            """));

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # method | path                  | leads to
            GET      | /pets                 | GET /pets {}
            GET      | /api/v1/pets          | GET /pets {}
            GET      | /main/v1/pets         | GET /pets {}
            GET      | /other/v2/pets        | GET /pets {}
            GET      | /other/v3/pets        | 404 nearest /own
            GET      | /a/b/v1/pets          | 404 nearest /pets
            GET      | /api/v1pets           | 405 allow PUT
            POST     | /write/pets           | POST /pets {}
            POST     | /api/v1/pets          | 405 allow DELETE, GET
            GET      | /write/pets           | 405 allow POST, PUT
            DELETE   | /api/v1/pets          | DELETE /api/v1/pets {}
            GET      | /own                  | GET /own {}
            GET      | /api/v1/own           | 404 nearest /api/v1/pets
            PUT      | /long/er/a            | PUT /{any} {any=a}
            PUT      | /other/er/a           | PUT /er/{any} {any=a}
            """)
    void operations_answer_below_their_servers(String method, String path, String expected) {
        String found = described(SERVERS.route(method, path));

        assertThat(expected.startsWith("404") ? found.substring(0, 3) : found)
                .isEqualTo(expected.startsWith("404") ? "404" : expected);
    }

    @Test
    void values_are_given_as_sent_too() {
        var found = (Route.Found) PETS.route("GET", "/pets/a%2Fb,c");

        assertThat(found.encodedValues()).isEqualTo(Map.of("petId", "a%2Fb,c"));
    }

    @Test
    void paths_are_listed_in_the_order_of_the_document() {
        assertThat(SERVERS.paths()).containsExactly("/pets", "/api/v1/pets", "/own", "/{any}", "/er/{any}");
    }

    @Test
    void a_path_that_is_too_long_is_compared_with_none() {
        String longest = "/" + "x".repeat(199);

        assertThat(described(PETS.route("GET", longest))).startsWith("404 nearest /");
        assertThat(PETS.route("GET", longest + "x"))
                .isEqualTo(new Route.Nowhere(longest + "x", java.util.Optional.empty()));
    }

    @Test
    void a_path_without_a_slash_is_our_callers_mistake() {
        assertThatThrownBy(() -> PETS.route("GET", "pets"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path must start with / but was \"pets\"");
    }

    @Test
    @Timeout(10)
    void many_variables_in_a_segment_take_no_time() {
        var router = router(List.of("GET /x/{a}-{b}-{c}-{d}-{e}-{f}.json"));

        assertThat(described(router.route("GET", "/x/" + "-".repeat(20_000)))).startsWith("404");
    }

    private static List<String> reversed(List<String> operations) {
        var reversed = new ArrayList<>(operations);
        Collections.reverse(reversed);
        return reversed;
    }

    /** A contract with these operations; paths in the order of their first operation. */
    private static Router router(List<String> operations) {
        var byPath = operations.stream()
                .map(operation -> operation.split(" ", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[1],
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(parts -> parts[0], Collectors.toList())));
        var paths = new StringBuilder();
        byPath.forEach((path, methods) -> {
            paths.append("'").append(path).append("':\n");
            methods.forEach(method -> paths.append("  ")
                    .append(method.toLowerCase(java.util.Locale.ROOT))
                    .append(": {responses: {}}\n"));
        });
        Contract contract = Contracts.ofPaths(paths.toString());
        return new Router(contract);
    }

    private static String described(Route route) {
        if (route instanceof Route.Found found) {
            return found.operation() + " " + new java.util.TreeMap<>(found.pathValues());
        }
        if (route instanceof Route.WrongMethod wrong) {
            var names = new TreeSet<String>();
            wrong.allowed().forEach(method -> names.add(method.name()));
            return "405 allow " + String.join(", ", names);
        }
        return "404 nearest " + ((Route.Nowhere) route).nearest().orElse("none");
    }
}
