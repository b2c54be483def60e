package dev.counterpart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a package may know. Each module runs these rules on its own classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModuleRules {

    private static final String PRODUCT = "dev.counterpart.";

    /** A larger package has more than one subject. */
    private static final int LARGEST_PACKAGE = 25;

    /**
     * Every package, in the order of the flow, and the packages that it knows: "base" for {@link #BASE}, and in entry points "earlier"
     * for all above it except in modules that {@link #STRANGERS} keeps apart.
     */
    private static final Map<String, List<String>> STAGES = table("""
            spec.http                 | -
            spec.secret               | spec.http
            spec.tls                  | -
            spec.document             | -
            spec.rule                 | spec.document
            spec                      | spec.http, spec.document, spec.rule
            spec.tree                 | spec.document, spec.rule
            spec.swagger              | spec.http, spec.document, spec, spec.tree
            spec.postman              | spec.http, spec.document, spec, spec.tree
            spec.jsonpath             | spec.format
            spec.overlay              | spec.document, spec.rule, spec, spec.tree, spec.jsonpath
            spec.read                 | spec.http, spec.document, spec.rule, spec, spec.tree, spec.swagger, spec.postman, spec.overlay, spec.reference
            spec.route                | spec.http, spec, spec.format
            spec.format               | -
            spec.reference            | spec.document, spec, spec.format
            spec.schema               | spec.document, spec.rule, spec, spec.format, spec.reference
            spec.decode               | spec.http, spec.document, spec.rule, spec, spec.tree
            spec.validate             | spec.http, spec.document, spec.rule, spec, spec.route, spec.format, spec.reference, spec.schema, spec.decode
            spec.match                | spec, spec.format
            spec.workflow             | spec.http, spec.secret, spec.document, spec.rule, spec, spec.jsonpath, spec.read, spec.format, spec.schema
            spec.write                | spec.http, spec.document, spec, spec.decode
            spec.cli                  | spec.rule, spec.read
            fixtures.generate.sample  | base
            fixtures.generate.taste   | base, fixtures.generate.sample
            fixtures.generate         | base, spec.reference, spec.schema, spec.decode, spec.validate, fixtures.generate.sample, fixtures.generate.taste
            fixtures.template         | base, spec.write, fixtures.generate
            fixtures.folder           | -
            fixtures                  | base, spec.read, spec.reference, spec.schema, spec.validate, spec.match, spec.write, fixtures.generate, \
                                        fixtures.template, fixtures.folder
            fixtures.example          | base, spec.reference, spec.schema, spec.decode, spec.validate, spec.write, fixtures.generate, fixtures
            mock.settings             | base, spec.tls, fixtures
            mock.access               | base, spec.decode, mock.settings
            mock.dialect              | base, spec.route, spec.schema, spec.validate, spec.write, fixtures.generate, mock.settings, mock.access
            mock.dialect.prism        | base, spec.route, spec.schema, spec.decode, spec.validate, spec.write, fixtures.generate, \
                                        mock.settings, mock.access, mock.dialect
            mock.request              | base, spec.route, spec.decode, fixtures, mock.settings, mock.dialect
            mock.store                | base
            mock.database             | base, mock.store
            mock.state                | base, spec.reference, spec.decode, fixtures, mock.store
            mock.control              | base, fixtures, mock.store, mock.state
            mock.source               | base, spec.route, spec.schema, spec.validate, spec.write, fixtures.generate.taste, \
                                        fixtures.generate, fixtures, mock.settings, mock.access, mock.dialect, mock.request, \
                                        mock.control
            mock.stored               | base, spec.route, spec.reference, fixtures.generate.taste, fixtures.generate, fixtures, \
                                        mock.dialect, mock.request, mock.store, mock.state, mock.source
            mock.engine               | base, spec.route, spec.format, spec.reference, spec.schema, spec.decode, spec.validate, \
                                        spec.match, spec.write, fixtures.generate, fixtures.template, fixtures, mock.settings, \
                                        mock.access, mock.dialect, mock.dialect.prism, mock.request, mock.control, \
                                        mock.source, mock.stored
            mock.live                 | base, mock.request, mock.engine
            mock.journal              | base, spec.secret, spec.decode, fixtures, mock.engine, mock.live
            mock.proxy                | base, spec.tls, spec.route, spec.validate, fixtures, mock.settings, mock.access, mock.dialect, \
                                        mock.request, mock.control, mock.engine
            mock.record               | base, spec.secret, spec.tree, spec.read, spec.route, spec.format, spec.schema, spec.decode, \
                                        spec.validate, spec.match, spec.write, fixtures.generate.sample, fixtures.generate, \
                                        fixtures.folder, fixtures, mock.settings, mock.access, mock.request, mock.source, mock.engine, \
                                        mock.live, mock.proxy
            mock.exchange             | base, spec.secret, spec.tree, spec.read, spec.route, spec.decode, spec.match, spec.write, \
                                        fixtures.folder, fixtures, mock.settings, mock.state, mock.control, mock.source, mock.engine, \
                                        mock.live, mock.journal, mock.record
            mock.coverage             | base, spec.decode, mock.live
            mock.callback             | base, spec.secret, spec.route, spec.validate, spec.write, fixtures.generate, \
                                        mock.request, mock.source, mock.engine
            mock.server               | base, spec.tls, fixtures, mock.settings, mock.engine, mock.live
            mock.admin                | base, spec.secret, spec.read, spec.route, spec.schema, spec.decode, spec.validate, \
                                        fixtures, mock.settings, mock.store, mock.state, mock.control, \
                                        mock.stored, mock.engine, mock.live, mock.journal, mock.record, mock.exchange, mock.coverage
            mock.room                 | base
            mock                      | earlier
            mock.junit                | mock
            mock.cli.files            | base, spec.secret, spec.tls, spec.read, spec.cli, fixtures.folder, fixtures, fixtures.example, \
                                        mock.proxy, mock.record, mock.exchange
            mock.cli                  | earlier
            verify.data               | base, spec.secret, spec.read, spec.match, spec.write, fixtures
            verify.request            | base, spec.secret, spec.route, spec.schema, spec.decode, spec.validate, spec.match, spec.write, \
                                        fixtures.generate.taste, fixtures.generate, fixtures, verify.data
            verify.variation          | base, spec.write, verify.request
            verify.cases              | base, spec.validate, verify.data
            verify.source             | base, spec.secret, spec.route, spec.schema, spec.decode, spec.validate, spec.write, \
                                        fixtures.generate.taste, fixtures.generate, fixtures, verify.data, verify.request, \
                                        verify.variation, verify.cases
            verify.plan               | base, spec.secret, spec.route, fixtures.generate.taste, fixtures, verify.data, verify.request, \
                                        verify.variation, verify.cases, verify.source
            verify.send               | base, spec.tls
            verify.check              | base, spec.secret, spec.format, spec.reference, spec.schema, spec.validate, spec.match, verify.data, \
                                        verify.cases, verify.send
            verify.report             | base, spec.secret, verify.data, verify.cases, verify.send, verify.check
            verify.format             | base, spec.write, fixtures.folder, verify.check, verify.report
            verify.pass               | base, spec.secret, spec.decode, verify.data, verify.cases, verify.plan, \
                                        verify.send, verify.check, verify.report
            verify.workflow           | base, spec.secret, spec.jsonpath, spec.workflow, spec.write, verify.data, verify.request, \
                                        verify.cases, verify.plan, verify.send, verify.check, verify.report, verify.pass
            verify                    | earlier
            verify.prove              | base, spec.schema, spec.write, fixtures.generate, verify.data, verify.cases, \
                                        verify.plan, verify.send, verify.check, verify.report, verify
            verify.strength           | base, spec.tree, spec.schema, spec.validate, spec.write, fixtures.generate
            verify.lint               | base, spec.read, spec.route, spec.write, fixtures, fixtures.example, verify.format, verify.strength
            verify.junit              | earlier
            verify.spring             | base, verify.junit
            verify.cli                | earlier
            cli.mcp                   | base, spec.write, spec.cli, mock.settings, mock.admin, mock, mock.cli, verify.cli
            cli                       | base, spec.cli, fixtures.folder, fixtures, mock, mock.cli, verify.check, verify.lint, verify.cli, cli.mcp
            maven                     | mock, mock.cli, verify.cli
            """);

    /** The contract and messages as values, which nearly all packages outside {@code spec} are about. */
    private static final List<String> BASE = List.of("spec", "spec.http", "spec.document", "spec.rule");

    /** Modules that do not know each other although one stands above the other: the first provider of the gate is a mock like any other. */
    private static final Map<String, String> STRANGERS = Map.of("verify", "mock", "mock", "verify");

    /** A library, and the packages and classes that may know it. */
    private static final Map<String, List<String>> LIBRARIES = table("""
            picocli..                       | spec.cli.*, mock.cli.*, mock.cli.files.*, verify.cli.*, cli.*, cli.mcp.*, maven.*
            com.networknt..                 | spec.schema.*, spec.reference.MetaSchemas, spec.format.InternationalLabel
            org.yaml..                      | spec.tree.YamlTree
            org.brotli..                    | spec.http.ContentCoding
            io.swagger..                    | spec.read.OpenApiModel
            com.fasterxml..                 | spec.read.OpenApiModel
            com.github.curiousoddman..      | fixtures.generate.sample.Patterns
            com.github.jknack..             | fixtures.template.Expression, verify.format.*
            io.javalin..                    | mock.server.*
            org.eclipse.jetty..             | mock.server.*, mock.proxy.*
            jakarta.servlet..               | mock.server.*
            com.nimbusds..                  | mock.access.Jwt
            io.restassured..                | verify.send.*, verify.junit.*
            com.github.tomakehurst..        | verify.prove.*
            jakarta.json..                  | mock.state.JsonPatch
            java.sql..                      | mock.database.*
            io.modelcontextprotocol..       | cli.mcp.*
            reactor..                       | cli.mcp.*, verify.spring.*
            org.junit..                     | mock.junit.*, verify.junit.*, verify.spring.SpringContract
            org.apache.maven..              | maven.*
            org.springframework..           | verify.spring.*
            """);

    /** Who may print. */
    private static final String[] PRINTERS = {
        PRODUCT + "spec.cli",
        PRODUCT + "mock.cli",
        PRODUCT + "mock.cli.files",
        PRODUCT + "verify.cli",
        PRODUCT + "verify.junit",
        PRODUCT + "cli",
        PRODUCT + "cli.mcp"
    };

    private final JavaClasses module;
    private final int least;

    /**
     * @param name of the module in package names
     * @param least number of classes; with fewer, the rules do not see the whole module
     */
    protected ModuleRules(String name, int least) {
        this.least = least;
        module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(PRODUCT + name);
    }

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(module.size()).isGreaterThan(least);
    }

    @Test
    void every_package_is_a_stage() {
        classes()
                .should()
                .resideInAnyPackage(
                        STAGES.keySet().stream().map(PRODUCT::concat).toArray(String[]::new))
                .check(module);
    }

    @Test
    void a_stage_knows_only_what_the_table_says() {
        var earlier = new ArrayList<String>();
        STAGES.forEach((stage, known) -> {
            var allowed = new ArrayList<String>();
            allowed.add(PRODUCT + stage);
            known.stream()
                    .flatMap(name -> named(name, earlier))
                    .filter(name -> !isStranger(stage, name))
                    .forEach(name -> allowed.add(PRODUCT + name));
            noClasses()
                    .that()
                    .resideInAPackage(PRODUCT + stage)
                    .should()
                    .dependOnClassesThat(DescribedPredicate.describe(
                            "are of this product but not of " + allowed,
                            (JavaClass type) -> type.getPackageName().startsWith(PRODUCT)
                                    && !allowed.contains(type.getPackageName())))
                    .allowEmptyShould(true)
                    .check(module);
            earlier.add(stage);
        });
    }

    private static Stream<String> named(String name, List<String> earlier) {
        return switch (name) {
            case "earlier" -> earlier.stream();
            case "base" -> BASE.stream();
            default -> Stream.of(name);
        };
    }

    @Test
    void the_table_allows_only_what_a_stage_knows() {
        var unused = new LinkedHashMap<String, List<String>>();
        STAGES.forEach((stage, known) -> {
            var used = dependencies(stage);
            var others = known.stream()
                    .filter(name -> !used.isEmpty() && !name.equals("earlier"))
                    .filter(name -> named(name, List.of()).noneMatch(each -> used.contains(PRODUCT + each)))
                    .toList();
            if (!others.isEmpty()) {
                unused.put(stage, others);
            }
        });
        assertThat(unused).isEmpty();
    }

    private Set<String> dependencies(String stage) {
        return module.stream()
                .filter(type -> type.getPackageName().equals(PRODUCT + stage))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(each -> each.getTargetClass().getBaseComponentType().getPackageName())
                .collect(Collectors.toSet());
    }

    @Test
    void packages_are_free_of_cycles() {
        SlicesRuleDefinition.slices()
                .matching(PRODUCT + "(**)")
                .should()
                .beFreeOfCycles()
                .check(module);
    }

    @Test
    void a_library_is_known_where_the_table_says() {
        LIBRARIES.forEach((library, owners) -> noClasses()
                .that(DescribedPredicate.describe(
                        "are none of " + owners, type -> owners.stream().noneMatch(owner -> owns(owner, type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(module));
    }

    @Test
    void only_command_lines_and_the_report_of_a_test_run_print() {
        noClasses()
                .that()
                .resideOutsideOfPackages(PRINTERS)
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(module);
    }

    @Test
    void every_package_is_null_marked() {
        var marked = module.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .toList();

        classes().should().resideInAnyPackage(marked.toArray(String[]::new)).check(module);
    }

    @Test
    void a_package_has_one_subject() {
        var files = module.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !isGenerated(type))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(JavaClass::getName, Collectors.toCollection(TreeSet::new))));

        assertThat(files)
                .allSatisfy((name, inside) -> assertThat(inside).as(name).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /** Whether it is a builder that is made from a record. */
    private boolean isGenerated(JavaClass type) {
        return module.contain(type.getName() + "$With");
    }

    private static boolean isStranger(String stage, String known) {
        String other = STRANGERS.get(first(stage));
        return other != null && other.equals(first(known));
    }

    private static String first(String stage) {
        return stage.split("\\.", -1)[0];
    }

    /** Whether {@code type}, or the class around it, is the owner: a class, or any class of a package that ends with {@code .*}. */
    private static boolean owns(String owner, JavaClass type) {
        String name = PRODUCT + owner;
        return name.endsWith(".*")
                ? type.getPackageName().equals(name.substring(0, name.length() - 2))
                : type.getName().equals(name) || type.getName().startsWith(name + "$");
    }

    /** The lines of {@code text}: a name, and after a bar its values; "-" for none. */
    private static Map<String, List<String>> table(String text) {
        var table = new LinkedHashMap<String, List<String>>();
        text.lines().forEach(line -> {
            var cells = line.split("\\|", -1);
            var values =
                    Arrays.stream(cells[1].split(",", -1)).map(String::strip).filter(value -> !value.equals("-"));
            table.put(cells[0].strip(), values.toList());
        });
        return table;
    }
}
