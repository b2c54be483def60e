package dev.counterpart.mock.admin;

import dev.counterpart.mock.settings.AgentRights;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON API of a running server below {@code /__counterpart}. Its contract is the document {@code openapi/admin.yaml}, which routes
 * and validates its requests; it is read with the first request.
 *
 * <p>Thread-safe.
 */
public final class AdminApi {

    /** The prefix of its paths. */
    public static final String ROOT = "/__counterpart";

    /** Where coding agents come in. */
    private static final String AGENTS = ROOT + "/mcp";

    /** The operation that is answered as a stream of events. */
    static final String EVENTS = "getEvents";

    /** Calls that do not wait for edited files: their answers do not depend on files, and probes need them at once. */
    private static final Set<String> WITHOUT_FILES = Set.of("getHealth", "getVersion", "getAdminDocument");

    private final Map<String, Function<AdminCall, Response>> calls = new HashMap<>();
    private final AdminAccess access;
    private final Running running;
    private final AgentRights rights;
    private volatile @Nullable Door door;

    /** Looked for with the first request of an agent. */
    private static final class Agents {
        static final Optional<AgentDoor> DOOR =
                ServiceLoader.load(AgentDoor.class).findFirst();
    }

    /** What the contract of the API says about a request. */
    private record Door(Contract contract, Router router, RequestValidator validator) {

        static Door open() {
            var contract = AdminApi.contract();
            var schemas = new SchemaValidator(contract.documents(), contract.version());
            return new Door(contract, new Router(contract), new RequestValidator(contract, schemas));
        }

        private static byte[] bytes() {
            try (var stream = AdminApi.class.getResourceAsStream("/openapi/admin.yaml")) {
                return Objects.requireNonNull(stream, "the contract of the admin API")
                        .readAllBytes();
            } catch (IOException unread) {
                throw new UncheckedIOException(unread);
            }
        }
    }

    /**
     * @param host that the server binds
     * @param token that clients on other machines need; empty if they may not use the API
     * @param rights of coding agents
     */
    public AdminApi(Running running, String host, Optional<String> token, AgentRights rights) {
        this.running = running;
        this.rights = rights;
        this.access = new AdminAccess(host, token);
        aboutContracts(new ContractCalls(running));
        aboutControl(new ControlCalls(running, InstantSource.system()));
        aboutJournal(new JournalCalls(running));
        aboutFixtures(new FixtureCalls(running));
        aboutState(new StateCalls(running));
        calls.put("getAdminDocument", call -> Response.of(200, "application/yaml", document()));
        calls.put("reload", call -> {
            running.reload();
            return AdminCall.done();
        });
    }

    private void aboutContracts(ContractCalls contract) {
        calls.put("getHealth", contract::health);
        calls.put("getVersion", contract::version);
        calls.put("listDocuments", contract::documents);
        calls.put("getDocument", contract::document);
        calls.put("listOperations", contract::operations);
        calls.put("getOperation", contract::operation);
        calls.put("getCoverage", contract::coverage);
    }

    private void aboutControl(ControlCalls control) {
        calls.put("listOverrides", control::overrides);
        calls.put("addOverride", control::addOverride);
        calls.put("removeOverrides", control::clearOverrides);
        calls.put("removeOverride", control::removeOverride);
        calls.put("listScenarios", control::scenarios);
        calls.put("moveScenario", control::moveScenario);
        calls.put("reset", control::reset);
    }

    private void aboutJournal(JournalCalls journal) {
        calls.put("listExchanges", journal::list);
        calls.put("getExchange", journal::exchange);
        calls.put("clearJournal", journal::clear);
        calls.put("countCalls", journal::count);
        calls.put("exportHar", journal::archive);
        calls.put("exportArazzo", journal::workflow);
    }

    private void aboutFixtures(FixtureCalls fixtures) {
        calls.put("listFixtures", fixtures::list);
        calls.put("readFixture", fixtures::read);
        calls.put("checkFixture", fixtures::check);
        calls.put("draftFixture", fixtures::drafted);
        calls.put("writeFixture", fixtures::write);
        calls.put("deleteFixture", fixtures::delete);
    }

    private void aboutState(StateCalls state) {
        calls.put("listCollections", state::collections);
        calls.put("listItems", state::items);
        calls.put("getItem", state::item);
        calls.put("seedState", state::seed);
        calls.put("putItem", state::put);
        calls.put("removeItem", state::remove);
        calls.put("resetState", state::reset);
    }

    /** The answer to a request of this process, which has the rights of the admin token. */
    public Response answer(Request request) {
        return routed(request, true);
    }

    /** Reads the contract of the API. */
    public static Contract contract() {
        var read = (ReadResult.Read) ContractReader.read(Door.bytes(), "admin.yaml", ReadOptions.defaults());
        return read.contract();
    }

    /** A part of a contract with all its references replaced. */
    public static JsonNode inlined(Contract contract, Place place) {
        return Inlined.at(place, contract.documents());
    }

    /** The contract of the API, as text. */
    private static String document() {
        return new String(Door.bytes(), StandardCharsets.UTF_8);
    }

    /** Whether a path is of this API. */
    public static boolean covers(String path) {
        return path.startsWith(ROOT) && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
    }

    /**
     * The answer to a request.
     *
     * @param client the address that it came from; empty if it is unknown
     */
    public Response answer(Request request, Optional<InetAddress> client) {
        return own(request, client).with("Cache-Control", "no-store");
    }

    /** The stream of events that a request asks for; empty if it asks for something else, or is refused. */
    public Optional<EventFeed> events(Request request, Optional<InetAddress> client) {
        boolean isAllowed = request.path().equals(ROOT + "/events")
                && request.method().equals(Method.GET.name())
                && access.of(request, client) instanceof AdminAccess.Decision.Allowed;
        return isAllowed ? Optional.of(new EventFeed(running, request)) : Optional.empty();
    }

    private Response own(Request request, Optional<InetAddress> client) {
        var decision = access.of(request, client);
        if (decision instanceof AdminAccess.Decision.Refused refused) {
            return refused.response();
        }
        boolean isTrusted = ((AdminAccess.Decision.Allowed) decision).isTrusted();
        if (request.path().equals(AGENTS)) {
            return Agents.DOOR
                    .map(agents -> agents.answer(request, call -> routed(call, isTrusted), rights))
                    .orElseGet(() ->
                            AdminCall.notFound("This mock does not support coding agents; use the runnable jar."));
        }
        return routed(request, isTrusted);
    }

    /** The answer of the API to a request that the access rules allow. */
    private Response routed(Request request, boolean isTrusted) {
        var asked = request.method().equals(Method.HEAD.name()) ? request.withMethod(Method.GET) : request;
        var route = door().router().route(asked.method(), asked.path());
        if (route instanceof Route.WrongMethod wrong) {
            return AdminCall.problem(405, "The admin API has this path for other methods only.")
                    .with("Allow", allowed(wrong));
        }
        if (!(route instanceof Route.Found found)) {
            return AdminCall.notFound("The admin API has no such path; its document is " + ROOT + "/openapi.yaml.");
        }
        return valid(asked, found, isTrusted);
    }

    private Response valid(Request request, Route.Found route, boolean isTrusted) {
        var errors = door().validator().violations(route.operation(), route.encodedValues(), request).stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .map(Violation::undeclared)
                .toList();
        if (!errors.isEmpty()) {
            return AdminCall.invalid("The request is invalid.", errors);
        }
        String operation = route.operation().operationId().orElseThrow();
        if (!WITHOUT_FILES.contains(operation)) {
            running.reload();
        }
        running.control().tick();
        try {
            return Objects.requireNonNull(calls.get(operation), operation)
                    .apply(new AdminCall(request, route.pathValues(), isTrusted));
        } catch (StateUnavailable unavailable) {
            return AdminCall.problem(503, Objects.requireNonNull(unavailable.getMessage()))
                    .with("Retry-After", "1");
        }
    }

    private static String allowed(Route.WrongMethod wrong) {
        String methods = wrong.allowed().stream().map(Method::name).sorted().collect(Collectors.joining(", "));
        return wrong.allowed().contains(Method.GET) ? methods + ", HEAD" : methods;
    }

    /** Two threads may open it at once, which does not matter. */
    private Door door() {
        var known = door;
        if (known == null) {
            known = Door.open();
            door = known;
        }
        return known;
    }
}
