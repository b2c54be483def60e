package dev.counterpart.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A keyword of JSON Schema that a value can break.
 *
 * @param section where JSON Schema 2020-12 defines it; empty for what OpenAPI adds
 * @param meaning what it demands, as in "the body keeps to …"
 * @param example a value that breaks it
 * @param fix what to do
 */
public record Keyword(String name, String section, String meaning, String example, String fix) {

    /** Stands for a keyword that is not in the table. */
    static final String OTHER = "other";

    private static final String VALIDATION = "JSON Schema 2020-12 Validation ";
    private static final String CORE = "JSON Schema 2020-12 Core ";

    private static final Map<String, Keyword> TABLE = table("""
            type                  | V §6.1.1   | the declared type                        | "5" where integer is declared                        | send a value of the declared type, or declare this type
            enum                  | V §6.1.2   | the declared values                      | "blue" where enum is [red, green]                    | send one of the declared values, or add this one
            const                 | V §6.1.3   | the declared value                       | 2 where const is 1                                   | send the declared value
            multipleOf            | V §6.2.1   | multiples of the declared number         | 7 where multipleOf is 5                              | send a multiple, or change multipleOf
            maximum               | V §6.2.2   | the declared maximum                     | 11 where maximum is 10                               | send a smaller number, or raise maximum
            exclusiveMaximum      | V §6.2.3   | numbers below the declared bound         | 10 where exclusiveMaximum is 10                      | send a smaller number, or raise the bound
            minimum               | V §6.2.4   | the declared minimum                     | 0 where minimum is 1                                 | send a larger number, or lower minimum
            exclusiveMinimum      | V §6.2.5   | numbers above the declared bound         | 0 where exclusiveMinimum is 0                        | send a larger number, or lower the bound
            maxLength             | V §6.3.1   | the declared greatest length             | 4 characters where maxLength is 3                    | send a shorter text, or raise maxLength
            minLength             | V §6.3.2   | the declared least length                | "" where minLength is 1                              | send a longer text, or lower minLength
            pattern               | V §6.3.3   | the declared pattern                     | "ABC" where pattern is ^[a-z]+$                      | send a text that matches, or change the pattern
            maxItems              | V §6.4.1   | the declared greatest number of items    | 3 items where maxItems is 2                          | send fewer items, or raise maxItems
            minItems              | V §6.4.2   | the declared least number of items       | [] where minItems is 1                               | send more items, or lower minItems
            uniqueItems           | V §6.4.3   | items that differ                        | [1, 1] where uniqueItems is true                     | send each item once
            maxContains           | V §6.4.4   | the declared most items that fit         | 2 fitting items where maxContains is 1               | send fewer such items
            minContains           | V §6.4.5   | the declared least items that fit        | 1 fitting item where minContains is 2                | send more such items
            maxProperties         | V §6.5.1   | the declared greatest number of properties | 3 properties where maxProperties is 2              | send fewer properties, or raise maxProperties
            minProperties         | V §6.5.2   | the declared least number of properties  | {} where minProperties is 1                          | send more properties, or lower minProperties
            required              | V §6.5.3   | the required properties                  | {} where id is required                              | send the property, or declare it as optional
            dependentRequired     | V §6.5.4   | the properties that others require       | card without its number                              | send the property as well
            dependencies          | V §6.5.4   | the properties that others require       | card without its number                              | send the property as well
            format                | V §7.3     | the declared format                      | "yesterday" where format is date                     | send a text of the declared format
            not                   | C §10.2.1.4| what is not forbidden                    | null where not: {type: "null"} is declared           | send a value that the schema under not refuses
            allOf                 | C §10.2.1.1| all of the declared schemas              | a value that one of them refuses                     | send a value that all accept
            anyOf                 | C §10.2.1.2| at least one of the declared schemas     | a value that all of them refuse                      | send a value that one of them accepts
            oneOf                 | C §10.2.1.3| exactly one of the declared schemas      | a value that none or two of them accept              | send a value that exactly one accepts
            if                    | C §10.2.2  | the declared condition                   | a value that fits if but not then                    | send a value that fits
            then                  | C §10.2.2.2| the declared consequence                 | a value that fits if but not then                    | send a value that fits
            else                  | C §10.2.2.3| the declared alternative                 | a value that fits neither if nor else                | send a value that fits
            dependentSchemas      | C §10.2.2.4| the schemas that properties require      | card without its number                              | send a value that fits
            prefixItems           | C §10.3.1.1| the declared tuple                       | ["a"] where [integer] is declared                    | send items as declared
            items                 | C §10.3.1.2| the declared items                       | a third item where items is false after two          | send items as declared
            additionalItems       | C §10.3.1.2| the declared items                       | a third item where additionalItems is false          | send items as declared
            contains              | C §10.3.1.3| at least one item that fits              | [1] where contains: {type: string} is declared       | send an item that fits
            properties            | C §10.3.2.1| the declared properties                  | a property whose schema is false                     | leave the property out
            patternProperties     | C §10.3.2.2| the declared properties by pattern       | a property whose schema is false                     | leave the property out
            additionalProperties  | C §10.3.2.3| no properties but the declared ones      | {"extra": 1} where additionalProperties is false     | leave the property out, or declare it
            propertyNames         | C §10.3.2.4| the declared property names              | {"A": 1} where names are lower case                  | rename the property
            unevaluatedItems      | C §11.2    | no items but the declared ones           | a third item where unevaluatedItems is false         | leave the item out, or declare it
            unevaluatedProperties | C §11.3    | no properties but the declared ones      | {"extra": 1} where unevaluatedProperties is false    | leave the property out, or declare it
            discriminator         |            | one of the schemas the discriminator names | {"petType": "fish"} where cat and dog are mapped   | send a mapped name, or add a mapping
            nullable              |            | values other than null                   | null where nullable is not declared                  | send a value, or declare nullable
            false                 |            | nothing at all: the schema is false      | any value where the schema is false                  | leave the value out, or change the schema
            unusable              |            | a schema that can be applied             | $ref: '#/components/schemas/Missing'                 | mend the schema in the document
            other                 |            | every other keyword of its schema        | a keyword of another dialect                         | see the document
            """);

    /** The keywords, in a fixed order. */
    public static List<Keyword> all() {
        return List.copyOf(TABLE.values());
    }

    public static Optional<Keyword> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    private static Map<String, Keyword> table(String text) {
        var table = new LinkedHashMap<String, Keyword>();
        text.lines().forEach(line -> {
            var cells = line.split("\\|", -1);
            String section = cells[1].strip().replace("V ", VALIDATION).replace("C ", CORE);
            table.put(
                    cells[0].strip(),
                    new Keyword(cells[0].strip(), section, cells[2].strip(), cells[3].strip(), cells[4].strip()));
        });
        return table;
    }
}
