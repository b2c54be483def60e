package dev.counterpart.spec.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as XML and back (OpenAPI 3.2.0, XML Object). */
class XmlTest {

    private static final MediaType XML = MediaType.parse("application/xml").orElseThrow();

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                                                        | value                | XML
            {}                                                                                              | {"a":"1"}            | <xml><a>1</a></xml>
            {$ref: '#/components/schemas/Pet'}                                                              | {"id":1,"tags":["x"]} | <Pet><id>1</id><tags>x</tags></Pet>
            {type: object, xml: {name: pet}, properties: {id: {type: integer}}}                             | {"id":1}             | <pet><id>1</id></pet>
            {allOf: [{$ref: '#/components/schemas/Pet'}], xml: {name: p}}                                   | {"id":1}             | <p><id>1</id></p>
            {properties: {a: {type: integer, xml: {name: b}}}}                                              | {"a":1}              | <xml><b>1</b></xml>
            {properties: {a: {$ref: '#/components/schemas/Named'}}}                                         | {"a":{"n":1}}        | <xml><named><n>1</n></named></xml>
            {properties: {a: {$ref: '#/components/schemas/Pet'}}}                                           | {"a":{"id":1}}       | <xml><a><id>1</id></a></xml>
            # attributes
            {properties: {id: {type: integer, xml: {attribute: true}}, n: {}}}                              | {"id":1,"n":"x"}     | <xml id="1"><n>x</n></xml>
            {properties: {id: {type: string, xml: {attribute: true, name: key}}}}                           | {"id":"a\\"<&\\n"}   | <xml key="a&quot;&lt;&amp;&#10;"></xml>
            {properties: {ids: {type: array, items: {type: integer}, xml: {attribute: true}}}}              | {"ids":[1,2]}        | <xml ids="1 2"></xml>
            {properties: {id: {type: integer, xml: {nodeType: attribute}}}}                                 | {"id":1}             | <xml id="1"></xml>
            # arrays
            {properties: {a: {type: array, items: {type: integer}}}}                                        | {"a":[1,2]}          | <xml><a>1</a><a>2</a></xml>
            {properties: {a: {type: array, items: {type: integer, xml: {name: i}}}}}                        | {"a":[1,2]}          | <xml><i>1</i><i>2</i></xml>
            {properties: {a: {type: array, items: {type: integer}, xml: {name: outer}}}}                    | {"a":[1]}            | <xml><a>1</a></xml>
            {properties: {a: {type: array, items: {type: integer}, xml: {wrapped: true}}}}                  | {"a":[1,2]}          | <xml><a><a>1</a><a>2</a></a></xml>
            {properties: {a: {type: array, items: {type: integer}, xml: {wrapped: true, name: o}}}}         | {"a":[1]}            | <xml><o><o>1</o></o></xml>
            {properties: {a: {type: array, items: {type: integer, xml: {name: i}}, xml: {wrapped: true, name: o}}}} | {"a":[1,2]}  | <xml><o><i>1</i><i>2</i></o></xml>
            {properties: {a: {type: array, items: {type: integer, xml: {name: i}}, xml: {wrapped: true}}}}  | {"a":[]}             | <xml><a></a></xml>
            {required: [a], properties: {a: {type: array, items: {type: integer}}}}                         | {"a":[]}             | <xml></xml>
            {properties: {a: {type: array, items: {type: integer, xml: {name: i}}, xml: {nodeType: element}}}} | {"a":[1]}         | <xml><a><i>1</i></a></xml>
            {properties: {a: {type: array, items: {type: object, properties: {b: {type: boolean}}}}}}       | {"a":[{"b":true},{"b":false}]} | <xml><a><b>true</b></a><a><b>false</b></a></xml>
            {properties: {a: {type: array, items: {type: array, items: {type: integer, xml: {name: n}}, xml: {name: row}}}}} | {"a":[[1,2],[3]]} | <xml><row><n>1</n><n>2</n></row><row><n>3</n></row></xml>
            {type: array, items: {type: integer, xml: {name: i}}, xml: {name: all, wrapped: true}}          | [1,2]                | <all><i>1</i><i>2</i></all>
            {type: array, items: {$ref: '#/components/schemas/Named'}}                                      | [{"n":1}]            | <xml><named><n>1</n></named></xml>
            {type: array, items: {type: integer}}                                                           | []                   | <xml></xml>
            # namespaces
            {xml: {namespace: 'urn:a'}, properties: {b: {}}}                                                | {"b":"1"}            | <xml xmlns="urn:a"><b>1</b></xml>
            {xml: {namespace: 'urn:a', prefix: p}, properties: {b: {xml: {prefix: p}}, c: {}}}              | {"b":"1","c":"2"}    | <p:xml xmlns:p="urn:a"><p:b>1</p:b><c>2</c></p:xml>
            {properties: {b: {xml: {namespace: 'urn:b', prefix: q, name: d}}}}                              | {"b":"1"}            | <xml><q:d xmlns:q="urn:b">1</q:d></xml>
            {properties: {b: {xml: {prefix: q}}}}                                                           | {"b":"1"}            | <xml><b>1</b></xml>
            {xml: {namespace: 'urn:a', prefix: p}, properties: {b: {xml: {attribute: true, prefix: p, namespace: 'urn:a'}}}} | {"b":"1"} | <p:xml xmlns:p="urn:a" p:b="1"></p:xml>
            {properties: {a: {type: array, items: {xml: {name: i, namespace: 'urn:i', prefix: i}}, xml: {wrapped: true, namespace: 'urn:o'}}}} | {"a":["1"]} | <xml><a xmlns="urn:o"><i:i xmlns:i="urn:i">1</i:i></a></xml>
            # text
            {properties: {t: {type: integer, xml: {nodeType: text}}, u: {xml: {attribute: true}}}}          | {"t":5,"u":"kg"}     | <xml u="kg">5</xml>
            {properties: {t: {type: string, xml: {nodeType: cdata}}}}                                       | {"t":"<a>]]>"}       | <xml><![CDATA[<a>]]]]><![CDATA[>]]></xml>
            {properties: {o: {type: object, properties: {a: {type: integer}, b: {}}, xml: {nodeType: none}}}} | {"o":{"a":1,"b":"2"}} | <xml><a>1</a><b>2</b></xml>
            {type: integer, xml: {name: n}}                                                                 | 5                    | <n>5</n>
            {type: [integer, 'null'], xml: {name: n}}                                                       | null                 | <n xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></n>
            {properties: {n: {type: [number, 'null']}}}                                                     | {"n":null}           | <xml><n xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></n></xml>
            {properties: {a: {type: string}, b: {type: string}}}                                            | {"a":" x\\n","b":""} | `<xml><a> x\n</a><b></b></xml>`
            # other properties
            {additionalProperties: {type: integer}}                                                         | {"a":1,"b":2}        | <xml><a>1</a><b>2</b></xml>
            {additionalProperties: {type: array, items: {type: integer}}}                                   | {"a":[1,2]}          | <xml><a>1</a><a>2</a></xml>
            {oneOf: [{properties: {a: {type: integer}}}, {properties: {b: {type: boolean}}}]}               | {"b":true}           | <xml><b>true</b></xml>
            """)
    void a_value_is_written_and_read(String schema, String value, String xml) {
        var contract = contract(schema);
        var body = new BodyWriter(contract.documents(), header -> Optional.empty())
                .body(Json.read(value), "application/xml", content(contract));

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo(xml);
        assertThat(read(contract, body.bytes())).isEqualTo(value.replace("\\\\", "\\"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # value                  | XML
            {"a b":"1","2":"x","":"y"} | <xml><a_b>1</a_b><_2>x</_2><_>y</_></xml>
            {"a":"x\\u0000y"}        | <xml><a>x\ufffdy</a></xml>
            {"ü":"1"}                | <xml><ü>1</ü></xml>
            {"a":[[1]]}              | <xml><a><a>1</a></a></xml>
            """)
    void names_and_characters_that_xml_does_not_have_are_replaced(String value, String xml) {
        var contract = contract("{}");
        var body = new BodyWriter(contract.documents(), header -> Optional.empty())
                .body(Json.read(value), "application/xml", content(contract));

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo(xml);
    }

    /** What is sent by others. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                                       | XML                                                    | read
            {properties: {a: {type: integer}}}                                             | <?xml version="1.0"?><!-- c --><x><a> 5 </a></x>       | {"a":5}
            {properties: {a: {type: integer}}}                                             | <x xmlns="urn:any"><a>5</a></x>                        | {"a":5}
            {properties: {a: {type: integer}}}                                             | <p:x xmlns:p="urn:any"><p:a>5</p:a></p:x>              | {"a":5}
            {properties: {a: {type: integer}}}                                             | <x a="6"/>                                             | {"@a":"6"}
            {properties: {a: {type: integer, xml: {attribute: true}}}}                     | <x><a>6</a></x>                                        | {"<a>":"6"}
            {properties: {a: {type: integer}}}                                             | <x><a>1</a><a>2</a></x>                                | {"a":[1,2]}
            {properties: {a: {type: integer}}}                                             | <x><a><b/></a></x>                                     | {"a":{"b":""}}
            {properties: {a: {type: integer}}}                                             | <x><a/></x>                                            | {"a":""}
            {properties: {a: {type: object}}}                                              | <x><a/></x>                                            | {"a":{}}
            {type: object}                                                                 | <x>text</x>                                            | "text"
            {type: object}                                                                 | <x/>                                                   | {}
            {type: object}                                                                 | <x><a i="1">2</a><b><c/><c/></b></x>                   | {"a":{"i":"1"},"b":{"c":["",""]}}
            {type: object}                                                                 | <x xsi:schemaLocation="a b" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xml:lang="en"/> | {}
            {properties: {a: {type: string}}}                                              | <x><a><![CDATA[<b>]]>&amp;&#65;</a></x>                | {"a":"<b>&A"}
            {properties: {a: {type: array, items: {type: integer}}}}                       | <x/>                                                   | {}
            {properties: {a: {type: array, items: {type: integer}, xml: {wrapped: true}}}} | <x><a><i>1</i><j>2</j></a></x>                         | {"a":[1,2]}
            {properties: {a: {type: array, items: {xml: {name: i}}, xml: {wrapped: true}}}} | <x><a><i>1</i><j>2</j></a></x>                        | {"a":["1",{"j":"2"}]}
            {properties: {a: {type: array, items: {type: integer}, xml: {wrapped: true}}}} | <x><a>1</a></x>                                        | {"a":"1"}
            {properties: {a: {xml: {namespace: 'urn:a'}}}}                                 | <x><a>1</a></x>                                        | {}
            {properties: {a: {xml: {namespace: 'urn:a'}}}}                                 | <x><q:a xmlns:q="urn:a">1</q:a></x>                    | {"a":"1"}
            {xml: {name: y}}                                                               | <y/>                                                   | ""
            {xml: {name: y}}                                                               | <x/>                                                   | malformed: XML with the root element <y> but was <x>
            {xml: {namespace: 'urn:a'}}                                                    | <x/>                                                   | malformed: XML with the root element <x> in urn:a but was <x>
            {xml: {name: y, namespace: 'urn:a'}}                                           | <y xmlns="urn:b"/>                                     | malformed: XML with the root element <y> in urn:a but was <y> in urn:b
            {$ref: '#/components/schemas/Pet'}                                             | <other><id>1</id></other>                              | {"id":1}
            {type: string}                                                                 | <x>a</x>                                               | "a" or "<x>a</x>"
            """)
    void a_document_is_read(String schema, String xml, String expected) {
        assertThat(read(contract(schema), xml.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: object} | ``                                                            | malformed: XML: Premature end of file. (line 1, column 1) but was nothing
            {type: object} | text                                                          | malformed: XML: Content is not allowed in prolog. (line 1, column 1) but was text
            {type: object} | <a>                                                           | malformed: XML: XML document structures must start and end within the same entity. (line 1, column 4) but was <a>
            {type: object} | <a></b>                                                       | malformed: XML: The element type "a" must be terminated by the matching end-tag "</a>". (line 1, column 6) but was <a></b>
            {type: object} | <a/><b/>                                                      | malformed: XML: The markup in the document following the root element must be well-formed. (line 1, column 6) but was <a/><b/>
            {type: object} | <a b=1/>                                                      | malformed: XML: Open quote is expected for attribute "b" associated with an  element type  "a". (line 1, column 6) but was <a b=1/>
            {type: object} | <p:a/>                                                        | malformed: XML: the prefix "p" is not declared (line 1, column 7) but was <p:a/>
            {type: object} | <!DOCTYPE a><a/>                                              | malformed: XML: a document type declaration is not accepted but was <!DOCTYPE a><a/>
            {type: object} | <!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a> | malformed: XML: a document type declaration is not accepted but was <!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>
            {type: string} | <!DOCTYPE a><a/>                                              | opaque
            {type: string} | <a                                                            | malformed: XML: XML document structures must start and end within the same entity. (line 1, column 3) but was <a
            {}             | {"a": 1}                                                      | malformed: XML: Content is not allowed in prolog. (line 1, column 1) but was {"a": 1}
            """)
    void what_is_not_xml_is_malformed(String schema, String xml, String expected) {
        assertThat(read(contract(schema), xml.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Test
    void an_undefined_entity_and_deep_elements_are_malformed() {
        var contract = contract("{type: object}");

        assertThat(read(contract, "<a>&e;</a>".getBytes(StandardCharsets.UTF_8)))
                .startsWith("malformed: XML: ")
                .contains("\"e\"");
        assertThat(read(contract, "<a>".repeat(501).getBytes(StandardCharsets.UTF_8)))
                .startsWith("malformed: XML: more than 500 elements inside each other");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # bytes     | media type                           | declaration
            UTF-8       | application/xml                      | ``
            UTF-16      | application/xml                      | ``
            ISO-8859-1  | application/xml                      | <?xml version="1.0" encoding="ISO-8859-1"?>
            ISO-8859-1  | application/xml; charset=ISO-8859-1  | ``
            """)
    void a_document_is_read_in_its_charset(String bytes, String mediaType, String declaration) {
        var contract = contract("{properties: {a: {type: string}}}");
        byte[] body = (declaration + "<x><a>ü</a></x>").getBytes(Charset.forName(bytes));
        var decoded = new BodyDecoder(contract.documents())
                .decoded(body, MediaType.parse(mediaType).orElseThrow(), content(contract));

        assertThat(shown(decoded)).isEqualTo("{\"a\":\"ü\"}");
    }

    private static Contract contract(String schema) {
        return Contracts.of("""
                openapi: 3.2.0
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {application/xml: {schema: %s}}}}}}
                components:
                  schemas:
                    Pet: {properties: {id: {type: integer}, tags: {type: array, items: {type: string}}}}
                    Named: {properties: {n: {type: integer}}, xml: {name: named}}
                """.formatted(schema));
    }

    private static Content content(Contract contract) {
        return contract.operations().get(0).responses().get(0).content().get(0);
    }

    private static String read(Contract contract, byte[] body) {
        return shown(new BodyDecoder(contract.documents()).decoded(body, XML, content(contract)));
    }

    private static String shown(Decoded decoded) {
        if (decoded instanceof Decoded.Malformed malformed) {
            return "malformed: " + malformed.reason() + " but was " + malformed.actual();
        }
        return decoded instanceof Decoded.Value value
                ? value.readings().stream().map(Json::text).distinct().collect(Collectors.joining(" or "))
                : "opaque";
    }
}
