package dev.counterpart.mock.cli;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Operations that two documents declare at the same path. */
final class Conflicts {

    private record Claim(int index, Served served, Operation operation) {

        /** Method and path as requests have them, whatever the variables are called. */
        String key() {
            return operation.key().method() + " " + served.source().prefix()
                    + operation.key().path().replaceAll("\\{[^{}]*}", "{}");
        }

        String where() {
            var location = served.contract().documents().location(operation.place());
            return location.file() + (location.line() > 0 ? ":" + location.line() : "");
        }

        List<String> bases() {
            return operation.servers().stream()
                    .map(Server::basePath)
                    .filter(path -> !path.isEmpty())
                    .map(path -> served.source().prefix() + path)
                    .distinct()
                    .toList();
        }
    }

    private Conflicts() {}

    /** One block of text for each; the document that was named first answers. */
    static List<String> of(List<Served> all) {
        var first = new LinkedHashMap<String, Claim>();
        var conflicts = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            for (var operation : all.get(i).contract().operations()) {
                var claim = new Claim(i, all.get(i), operation);
                var earlier = first.putIfAbsent(claim.key(), claim);
                if (earlier != null && earlier.index() != i) {
                    conflicts.add(text(earlier, claim));
                }
            }
        }
        return conflicts;
    }

    private static String text(Claim first, Claim second) {
        var own = second.bases().stream()
                .filter(base -> !first.bases().contains(base))
                .toList();
        String document = second.served().source().document();
        String rest = own.isEmpty()
                ? "; the one of " + document + " is never reached"
                : "; the one of " + document + " answers below " + String.join(", ", own);
        return first.operation().key().method() + " " + first.served().source().prefix()
                + first.operation().key().path() + " is declared by two documents"
                + "\n  at        " + first.where()
                + "\n  and       " + second.where()
                + "\n  answered  by the first" + rest
                + "\n  to fix    serve one of them below a prefix of its own: "
                + second.served().source().name() + "=" + document;
    }
}
