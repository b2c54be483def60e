package dev.counterpart.mock.state;

import dev.counterpart.fixtures.StateRules;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request for a list asks for, by the parameters that the operation declares: filters (a parameter named like a property, by
 * equality), sort order and page.
 */
public final class ListQuery {

    private static final Set<String> SIZES = Set.of("limit", "perpage", "pagesize", "size", "maxresults", "take");
    private static final Set<String> OFFSETS = Set.of("offset", "skip", "start");
    private static final Set<String> PAGES = Set.of("page", "pagenumber");
    private static final Set<String> SORTS = Set.of("sort", "sortby", "orderby", "order");

    /** Those of the names above that properties have, too, with another meaning. */
    private static final Set<String> AMBIGUOUS = Set.of("size", "take", "start", "order");

    private final Map<String, Parameter> declared = new HashMap<>();
    private final Map<String, List<String>> sent = new HashMap<>();
    private final StateRules.Collection rules;

    /**
     * @param operation that lists a collection
     * @param rules what people have said about its parameters
     */
    public ListQuery(Operation operation, Request request, StateRules.Collection rules) {
        this.rules = rules;
        var pairs = Pairs.ofQuery(request.query());
        for (var parameter : operation.parameters()) {
            var values = pairs.decodedValues(parameter.name());
            if (parameter.in() == Parameter.In.QUERY && !values.isEmpty()) {
                declared.put(parameter.name(), parameter);
                sent.put(parameter.name(), values);
            }
        }
    }

    /** The items that match, in the order that is asked for, all pages. */
    public List<ObjectNode> matching(Collection<ObjectNode> items, Set<String> properties) {
        var matching = items.stream().filter(item -> matches(item, properties));
        return first(rules.sort(), SORTS)
                .map(ListQuery::order)
                .map(matching::sorted)
                .orElse(matching)
                .toList();
    }

    private boolean matches(ObjectNode item, Set<String> properties) {
        return sent.entrySet().stream()
                .filter(each -> rules.filters().containsKey(each.getKey())
                        || (properties.contains(each.getKey()) && !isAboutOrderOrPage(each.getKey())))
                .allMatch(each -> hasOneOf(
                        item.path(rules.filters().getOrDefault(each.getKey(), each.getKey())), each.getValue()));
    }

    /** Such parameters do not filter, even if a property has the same name. */
    private boolean isAboutOrderOrPage(String name) {
        String plain = plain(name);
        boolean isUsual = Stream.of(SIZES, OFFSETS, PAGES, SORTS).anyMatch(names -> names.contains(plain));
        return (isUsual && !AMBIGUOUS.contains(plain))
                || Stream.of(rules.sort(), rules.limit(), rules.offset(), rules.page())
                        .anyMatch(said -> said.filter(name::equals).isPresent());
    }

    /** A list of values may be separated by commas. A value that is a list matches if one of its items does. */
    private static boolean hasOneOf(JsonNode value, List<String> wanted) {
        var values = value.isArray() ? value.valueStream() : Stream.of(value);
        return values.anyMatch(each -> wanted.stream()
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split(","))))
                .anyMatch(text -> each.asString("").equals(text)));
    }

    /** {@code name}, {@code -name}, {@code name,desc} or {@code name:desc}. */
    private static Comparator<ObjectNode> order(String text) {
        boolean isDescending =
                text.startsWith("-") || text.toLowerCase(Locale.ROOT).matches(".*[,: ]desc(ending)?");
        String name = text.replaceAll("^[-+]|[,: ].*$", "");
        Comparator<ObjectNode> ascending = (a, b) -> compare(a.path(name), b.path(name));
        return isDescending ? ascending.reversed() : ascending;
    }

    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.asString("").compareTo(b.asString(""));
    }

    /** The page that is asked for; everything if none is. */
    public List<ObjectNode> page(List<ObjectNode> matching) {
        long size = number(rules.limit(), SIZES).filter(limit -> limit >= 0).orElse((long) Integer.MAX_VALUE);
        long offset = number(rules.offset(), OFFSETS)
                .or(() -> number(rules.page(), PAGES).map(page -> (page - firstPage()) * size))
                .filter(from -> from >= 0)
                .orElse(0L);
        return matching.stream().skip(offset).limit(size).toList();
    }

    /** Pages are counted from 1 unless the parameter allows 0. */
    private long firstPage() {
        if (rules.firstPage().isPresent()) {
            return rules.firstPage().get();
        }
        return declared.values().stream()
                        .filter(parameter -> isNamed(parameter.name(), rules.page(), PAGES))
                        .flatMap(parameter -> parameter.schema().stream())
                        .anyMatch(schema -> schema.node().path("minimum").asInt(1) == 0)
                ? 0
                : 1;
    }

    private Optional<Long> number(Optional<String> said, Set<String> usual) {
        return first(said, usual).filter(text -> text.matches("\\d{1,9}")).map(Long::valueOf);
    }

    private Optional<String> first(Optional<String> said, Set<String> usual) {
        return sent.entrySet().stream()
                .filter(each -> isNamed(each.getKey(), said, usual))
                .map(each -> each.getValue().get(0))
                .findFirst();
    }

    /** Whether a parameter has the name that people have said, otherwise one of the usual names. */
    private static boolean isNamed(String name, Optional<String> said, Set<String> usual) {
        return said.map(name::equals).orElseGet(() -> usual.contains(plain(name)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
