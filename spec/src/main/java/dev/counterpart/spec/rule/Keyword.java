package dev.counterpart.spec.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A keyword of JSON Schema that a value can violate.
 *
 * @param section the section of JSON Schema 2020-12; empty for keywords of OpenAPI
 * @param meaning the requirement, as in "a value in the body …"
 * @param example a value that violates it
 * @param fix how to fix it
 */
public record Keyword(String name, String section, String meaning, String example, String fix) {

    /** The name for keywords that are not in the table. */
    static final String OTHER = "other";

    private static final String VALIDATION = "JSON Schema 2020-12 Validation ";
    private static final String CORE = "JSON Schema 2020-12 Core ";

    private static final Map<String, Keyword> TABLE = table("""
            type                  | V §6.1.1   | has the declared type                                | "5" where integer is declared                        | send a value of the declared type, or declare this type
            enum                  | V §6.1.2   | is one of the declared values                        | "blue" where enum is [red, green]                    | send one of the declared values, or add this one
            const                 | V §6.1.3   | is the declared value                                | 2 where const is 1                                   | send the declared value
            multipleOf            | V §6.2.1   | is a multiple of the declared number                 | 7 where multipleOf is 5                              | send a multiple, or change multipleOf
            maximum               | V §6.2.2   | is not above the declared maximum                    | 11 where maximum is 10                               | send a smaller number, or raise maximum
            exclusiveMaximum      | V §6.2.3   | is below the declared bound                          | 10 where exclusiveMaximum is 10                      | send a smaller number, or raise the bound
            minimum               | V §6.2.4   | is not below the declared minimum                    | 0 where minimum is 1                                 | send a larger number, or lower minimum
            exclusiveMinimum      | V §6.2.5   | is above the declared bound                          | 0 where exclusiveMinimum is 0                        | send a larger number, or lower the bound
            maxLength             | V §6.3.1   | is not longer than maxLength                         | 4 characters where maxLength is 3                    | send a shorter string, or raise maxLength
            minLength             | V §6.3.2   | is not shorter than minLength                        | "" where minLength is 1                              | send a longer string, or lower minLength
            pattern               | V §6.3.3   | matches the declared pattern                         | "ABC" where pattern is ^[a-z]+$                      | send a string that matches, or change the pattern
            maxItems              | V §6.4.1   | has no more items than maxItems                      | 3 items where maxItems is 2                          | send fewer items, or raise maxItems
            minItems              | V §6.4.2   | has no fewer items than minItems                     | [] where minItems is 1                               | send more items, or lower minItems
            uniqueItems           | V §6.4.3   | has items that are all different                     | [1, 1] where uniqueItems is true                     | send each item once
            maxContains           | V §6.4.4   | has no more matching items than maxContains          | 2 matching items where maxContains is 1              | send fewer matching items
            minContains           | V §6.4.5   | has no fewer matching items than minContains         | 1 matching item where minContains is 2               | send more matching items
            maxProperties         | V §6.5.1   | has no more properties than maxProperties            | 3 properties where maxProperties is 2                | send fewer properties, or raise maxProperties
            minProperties         | V §6.5.2   | has no fewer properties than minProperties           | {} where minProperties is 1                          | send more properties, or lower minProperties
            required              | V §6.5.3   | has the required properties                          | {} where id is required                              | send the property, or declare it as optional
            dependentRequired     | V §6.5.4   | has the properties that its other properties require | card without its required number                     | send the property as well
            dependencies          | V §6.5.4   | has the properties that its other properties require | card without its required number                     | send the property as well
            format                | V §7.3     | has the declared format                              | "yesterday" where format is date                     | send a string in the declared format
            not                   | C §10.2.1.4| does not match the schema under not                  | null where not: {type: "null"} is declared           | send a value that the schema under not rejects
            allOf                 | C §10.2.1.1| matches all schemas under allOf                      | a value that one of them rejects                     | send a value that all accept
            anyOf                 | C §10.2.1.2| matches at least one schema under anyOf              | a value that all of them reject                      | send a value that one of them accepts
            oneOf                 | C §10.2.1.3| matches exactly one schema under oneOf               | a value that none or two of them accept              | send a value that exactly one accepts
            if                    | C §10.2.2  | matches the schema for its condition                 | a value that matches if but not then                 | send a value that matches
            then                  | C §10.2.2.2| matches then if it matches if                        | a value that matches if but not then                 | send a value that matches
            else                  | C §10.2.2.3| matches else if it does not match if                 | a value that matches neither if nor else             | send a value that matches
            dependentSchemas      | C §10.2.2.4| matches the schemas that its properties require      | card without its required number                     | send a value that matches
            prefixItems           | C §10.3.1.1| has the declared items at the declared positions     | ["a"] where [integer] is declared                    | send items as declared
            items                 | C §10.3.1.2| has items that match their schema                    | a third item where items is false after two          | send items as declared
            additionalItems       | C §10.3.1.2| has items that match their schema                    | a third item where additionalItems is false          | send items as declared
            contains              | C §10.3.1.3| has at least one matching item                       | [1] where contains: {type: string} is declared       | send an item that matches
            properties            | C §10.3.2.1| has properties that match their schemas              | a property whose schema is false                     | omit the property
            patternProperties     | C §10.3.2.2| has properties that match the schemas for their names | a property whose schema is false                     | omit the property
            additionalProperties  | C §10.3.2.3| has no undeclared properties                         | {"extra": 1} where additionalProperties is false     | omit the property, or declare it
            propertyNames         | C §10.3.2.4| has property names that match their schema           | {"A": 1} where names are lower case                  | rename the property
            unevaluatedItems      | C §11.2    | has no undeclared items                              | a third item where unevaluatedItems is false         | omit the item, or declare it
            unevaluatedProperties | C §11.3    | has no undeclared properties                         | {"extra": 1} where unevaluatedProperties is false    | omit the property, or declare it
            nullable              |            | is not null                                          | null where nullable is not declared                  | send a value, or declare nullable
            false                 |            | is absent, because its schema is false               | any value where the schema is false                  | omit the value, or change the schema
            unusable              |            | has a schema that can be applied                     | $ref: '#/components/schemas/Missing'                 | fix the schema in the document
            other                 |            | satisfies every other keyword of its schema          | a keyword of another dialect                         | check the schema in the document
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
