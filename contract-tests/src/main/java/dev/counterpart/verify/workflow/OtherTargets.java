package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.http.Loopback;
import dev.counterpart.spec.workflow.Step.Api;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.send.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The providers of documents other than the tested one: those that the user names, else the first server of the document, if it is on this
 * machine.
 */
public final class OtherTargets {

    /** The providers by the name of their source description, or why one is not known. */
    public sealed interface Result {
        record Known(Map<String, Target> providers) implements Result {
            public Known {
                providers = Map.copyOf(providers);
            }
        }

        record Unknown(String message, String remedy) implements Result {}
    }

    private static final class UnknownProvider extends Exception {
        private static final long serialVersionUID = 1;

        private final String remedy;

        UnknownProvider(String message, String remedy) {
            super(message, null, false, false);
            this.remedy = remedy;
        }
    }

    private final Map<String, String> named;
    private final Target tested;

    private OtherTargets(Map<String, String> named, Target tested) {
        this.named = named;
        this.tested = tested;
    }

    /**
     * The providers that workflows need.
     *
     * @param named URLs by the name of a source description
     * @param tested its timeout and certificates are those of the others as well
     */
    public static Result of(List<Workflows> files, Map<String, String> named, Target tested) {
        try {
            return new OtherTargets(named, tested)
                    .known(files.stream().flatMap(file -> file.apis().stream()).toList());
        } catch (UnknownProvider unknown) {
            return new Result.Unknown(String.valueOf(unknown.getMessage()), unknown.remedy);
        }
    }

    private Result known(List<Api> apis) throws UnknownProvider {
        var names = new TreeSet<String>();
        apis.forEach(api -> names.add(api.name()));
        for (String name : named.keySet()) {
            if (!names.contains(name)) {
                throw new UnknownProvider(
                        "no step sends a request to a document with the name " + name,
                        names.isEmpty()
                                ? "remove the URL of " + name
                                : "use " + Similarity.nearest(name, names).orElseGet(() -> String.join(", ", names)));
            }
        }
        var providers = new LinkedHashMap<String, Target>();
        for (var api : apis) {
            providers.put(api.name(), provider(api));
        }
        return new Result.Known(providers);
    }

    private Target provider(Api api) throws UnknownProvider {
        String url = named.get(api.name());
        if (url != null) {
            return tested.at(url)
                    .orElseThrow(() -> new UnknownProvider(
                            "\"" + url + "\" is not the URL of the provider of " + api,
                            "use the form http://localhost:4010, without user and query"));
        }
        return api.contract().servers().stream()
                .findFirst()
                .flatMap(server -> tested.at(server.defaultUrl()))
                .filter(target -> Loopback.isHost(target.url().getHost()))
                .orElseThrow(() -> new UnknownProvider(
                        "workflows send requests to the document " + api + " ("
                                + api.contract().documents().main().name() + "), whose provider is not known",
                        "give its URL with --source-url " + api + "=http://host:port"));
    }
}
