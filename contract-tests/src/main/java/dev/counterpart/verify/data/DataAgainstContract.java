package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.verify.data.GateData.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in a data file that its contract does not declare. */
final class DataAgainstContract {

    private final GateData data;
    private final Contract contract;
    private final List<DataError> problems = new ArrayList<>();

    DataAgainstContract(GateData data, Contract contract) {
        this.data = data;
        this.contract = contract;
    }

    List<DataError> problems() {
        data.credentials().values().forEach(this::schemes);
        data.credentials().values().forEach(credential -> credential.login().ifPresent(this::login));
        problems.addAll(new Uploads(data, contract).problems());
        headers();
        data.operations()
                .forEach((name, operation) -> contract.operation(name)
                        .ifPresentOrElse(
                                known -> {
                                    operation.entries().forEach(entry -> check(known, entry));
                                    headers(name, operation.headers());
                                },
                                () -> unknown(data.place("operations", name), "operation", name, names(contract))));
        return problems;
    }

    private void check(Operation operation, Entry entry) {
        credentials(entry);
        entry.denied().stream()
                .filter(name -> !data.credentials().containsKey(name))
                .forEach(name -> unknown(
                        entry.place(), "credential", name, data.credentials().keySet()));
        answers(operation, entry);
    }

    private void credentials(Entry entry) {
        entry.as()
                .filter(name -> !name.equals(Entry.NO_CREDENTIALS)
                        && !data.credentials().containsKey(name))
                .ifPresent(name -> unknown(
                        entry.place(),
                        "credential",
                        name,
                        Stream.concat(Stream.of(Entry.NO_CREDENTIALS), data.credentials().keySet().stream())
                                .toList()));
    }

    private void answers(Operation operation, Entry entry) {
        var titles = data.of(operation).entries().stream()
                .map(Entry::title)
                .filter(title -> !title.isEmpty() && !title.equals(entry.title()))
                .toList();
        entry.sameAs()
                .filter(title -> !titles.contains(title))
                .ifPresent(title -> unknown(entry.place(), "entry of " + operation, title, titles));
        known(operation, entry, Parameter.In.PATH, entry.parameters().path());
        var declared = operation.responses().stream()
                .map(DeclaredResponse::status)
                .map(StatusKey::text)
                .toList();
        boolean covered = operation.responses().stream()
                .anyMatch(response -> response.status().covers(entry.status().status(0))
                        || response.status().equals(entry.status()));
        if (!covered) {
            unknown(entry.place(), "status of " + operation, entry.status().text(), declared);
        }
    }

    private void schemes(Credential credential) {
        credential.values().keySet().stream()
                .filter(scheme -> !scheme.equals(Credential.ANY))
                .filter(scheme -> !contract.securitySchemes().containsKey(scheme))
                .forEach(scheme -> unknown(
                        data.place("credentials", credential.name(), scheme),
                        "security scheme",
                        scheme,
                        contract.securitySchemes().keySet()));
    }

    private void headers() {
        data.sorted(contract).headers().fields().stream()
                .filter(field -> FixedHeaders.holdsCredentials(contract, field.getKey(), field.getValue()))
                .forEach(field -> problems.add(new DataError(
                        data.place("headers", field.getKey()),
                        field.getKey() + " of all requests is not of a security scheme that the document declares",
                        "give credentials with --as NAME=TOKEN or under credentials:")));
    }

    private void request(Operation operation, Entry request) {
        credentials(request);
        known(operation, request, Parameter.In.PATH, request.parameters().path());
    }

    private void login(Login login) {
        login.scheme()
                .filter(name -> !contract.securitySchemes().containsKey(name))
                .ifPresent(name -> unknown(
                        login.place(),
                        "security scheme",
                        name,
                        contract.securitySchemes().keySet()));
        if (login instanceof Login.ByOperation own) {
            contract.operation(own.operation())
                    .ifPresentOrElse(
                            operation -> request(operation, own.request()),
                            () -> unknown(login.place(), "operation", own.operation(), names(contract)));
        } else if (login instanceof Login.OAuth2 oauth
                && oauth.tokenUrl(contract).isEmpty()) {
            problems.add(new DataError(
                    login.place(),
                    "the document declares no tokenUrl of the grant "
                            + oauth.grant().type(),
                    "write token-url: in the data file"));
        }
    }

    private void headers(String operation, Headers headers) {
        headers.fields().stream()
                .filter(field -> FixedHeaders.holdsCredentials(contract, field.getKey(), field.getValue()))
                .forEach(field -> problems.add(new DataError(
                        data.place("operations", operation, "headers", field.getKey()),
                        field.getKey() + " holds credentials",
                        "write them under credentials: and name them in entries with as:")));
    }

    private void known(Operation operation, Entry entry, Parameter.In in, Map<String, ?> values) {
        var names = DataReader.parameterNames(operation, in);
        values.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> unknown(entry.place(), in.label() + " parameter of " + operation, name, names));
    }

    private void unknown(Location place, String what, String name, Collection<String> known) {
        String nearest = Similarity.nearest(name, known)
                .map(each -> "write " + each + "; ")
                .orElse("");
        String all = known.isEmpty()
                ? "there is none"
                : "there are: " + known.stream().limit(20).collect(Collectors.joining(", "));
        problems.add(new DataError(place, "no " + what + " is called " + name, nearest + all));
    }

    private static List<String> names(Contract contract) {
        return contract.operations().stream().map(Operation::name).toList();
    }
}
