package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.Secrets;
import dev.counterpart.spec.tls.Identity;
import dev.counterpart.spec.tls.Trust;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.FixedHeaders;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The provider, and what the user knows about it. */
final class ProviderOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "URL of the provider: http://host:port/path. Default: url in the data file.")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Data file: which request provokes which status (docs/gate.md).")
    private @Nullable Path data;

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description = "Make cases from fixtures with \"when\", for statuses that the data file does not contain.")
    private @Nullable Path fixtures;

    @Option(
            names = "--as",
            paramLabel = "NAME=TOKEN",
            description = "Credentials. The first are used where the data file names none.")
    private Map<String, String> credentials = new LinkedHashMap<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Value of a parameter for which the data file has none.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "Header of all requests; may be repeated. At the place of a security scheme: credentials.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--ssl-ca",
            paramLabel = "FILE",
            description = "Additional trusted certificates of the provider, in PEM.")
    private @Nullable Path sslCa;

    @Option(
            names = "--ssl-no-verify",
            arity = "0..1",
            fallbackValue = "true",
            description = "Accept any certificate of the provider.")
    private boolean sslNoVerify;

    @Option(
            names = "--ssl-cert",
            paramLabel = "FILE",
            description = "Client certificate with its chain, in PEM; requires --ssl-key.")
    private @Nullable Path sslCert;

    @Option(
            names = "--ssl-key",
            paramLabel = "FILE",
            description = "Unencrypted private key of the client certificate in PEM (PKCS #8).")
    private @Nullable Path sslKey;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Timeout of an answer. Default: ${DEFAULT-VALUE}.")
    private String timeout = "30s";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Wait up to TIME until the provider accepts connections: 60s. Default: do not wait.")
    private @Nullable String wait;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Vary generated values. The same seed generates the same values.")
    private @Nullable String seed;

    /** Whether the provider is named on the command line. */
    boolean isNamed() {
        return url != null;
    }

    /** The data file, with the credentials of the command line before its own. */
    GateData data() throws Unusable {
        var known = data == null ? GateData.none() : Inputs.data(data, seed());
        for (var credential : credentials.entrySet()) {
            known = known.with(credential(credential.getKey(), credential.getValue()));
        }
        return known.withHeaders(known.headers().replaced(headers()));
    }

    private Headers headers() throws Unusable {
        var all = Headers.none();
        for (String line : headers) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            String value = line.substring(colon + 1).strip();
            var problem =
                    colon < 0 ? Optional.of("\"" + line + "\" is not a header") : FixedHeaders.problem(name, value);
            if (problem.isPresent()) {
                throw new Unusable("--header: " + problem.get(), "use the form --header 'Name: value'");
            }
            all = all.and(name, value);
        }
        return all;
    }

    private Optional<Trust> trust() throws Unusable {
        if (sslCa == null && !sslNoVerify && sslCert == null && sslKey == null) {
            return Optional.empty();
        }
        var trust = sslNoVerify ? Trust.anyone() : sslCa == null ? Trust.usual() : trust(sslCa);
        return Optional.of(sslCert == null && sslKey == null ? trust : trust.as(client()));
    }

    private static Trust trust(Path pem) throws Unusable {
        if (!Files.isReadable(pem)) {
            throw new Unusable("--ssl-ca " + pem + " is not a file that can be read", "correct the path");
        }
        return Trust.usualAnd(pem)
                .orElseThrow(() -> new Unusable(
                        "--ssl-ca " + pem + " contains no certificate in PEM", "give a file with BEGIN CERTIFICATE"));
    }

    private Identity client() throws Unusable {
        if (sslCert == null || sslKey == null) {
            throw new Unusable("--ssl-cert and --ssl-key are needed together", "give both");
        }
        return Identity.read(sslCert, sslKey)
                .orElseThrow(() -> new Unusable(
                        "--ssl-cert " + sslCert + " and --ssl-key " + sslKey
                                + " are not a certificate and its unencrypted key in PEM",
                        "convert another kind of key with: openssl pkcs8 -topk8 -nocrypt -in KEY"));
    }

    Fixtures fixtures(Contract contract) throws Unusable {
        return fixtures == null ? Fixtures.none() : Inputs.fixtures(fixtures, contract);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Optional<String> seed() {
        return Optional.ofNullable(seed);
    }

    private static Credential credential(String name, String value) throws Unusable {
        if (value.isEmpty()) {
            throw new Unusable("the token of --as " + name + " is empty", "use the form NAME=TOKEN");
        }
        return new Credential(
                name, Map.of(Credential.ANY, new Secret(value, Credential.variable(name))), Optional.empty());
    }

    /** The provider of the command line, else of the data file. */
    Target target(GateData known) throws Unusable {
        var named = Optional.ofNullable(url).or(known::url);
        if (named.isEmpty()) {
            throw new Unusable(
                    ErrorName.NO_PROVIDER, "no provider was given", "give its URL with --url http://host:port");
        }
        var trust = trust();
        return Target.of(named.get(), time("--timeout", timeout))
                .map(target -> trust.map(target::trusting).orElse(target))
                .orElseThrow(
                        () -> new Unusable(
                                "\"" + Secrets.byName().url(named.get()) + "\" is not the URL of a provider",
                                "use the form http://localhost:4010, without user and query; credentials are given with --header"));
    }

    private static Duration time(String option, String text) throws Unusable {
        return Durations.parsePositive(text)
                .orElseThrow(() -> new Unusable(
                        Durations.refusal(option, "30s or 500ms", text), "correct the time, or leave out " + option));
    }

    /** Refuses a wrong time before anything is sent. */
    void checkWait() throws Unusable {
        if (wait != null) {
            time("--wait", wait);
        }
    }

    /** Waits until the provider accepts connections, if the user wants that. */
    void await(Target target) throws Unusable {
        if (wait != null && !target.isUpWithin(time("--wait", wait))) {
            throw new Unusable(
                    ErrorName.PROVIDER_UNREACHABLE,
                    target + " did not accept connections within " + wait,
                    "start the provider, correct --url, or increase --wait");
        }
    }
}
