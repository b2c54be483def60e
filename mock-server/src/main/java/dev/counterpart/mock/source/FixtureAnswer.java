package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import java.util.ArrayList;
import java.util.List;

/** A fixture as an answer, if the client accepts its media type. */
final class FixtureAnswer {

    private final Documented documented;

    FixtureAnswer(Materials materials) {
        this.documented = new Documented(materials);
    }

    /** Whether the client requests a body that no fixture contains. */
    static boolean isToBeGenerated(Question question) {
        var preference = question.preference();
        return preference.dynamic().orElse(false) || preference.branch().isPresent();
    }

    /** The location of the fixture, for the log. */
    static String file(Fixture fixture) {
        return "fixture " + fixture.file().file();
    }

    Choice choice(Question question, Fixture fixture, String reason) {
        var type = fixture.body().flatMap(body -> MediaType.parse(body.mediaType()));
        boolean isAccepted = Target.disregardsAccept(fixture.status())
                || type.isEmpty()
                || Accept.of(question.request()).quality(type.get()) > 0;
        if (!isAccepted) {
            return documented.notAcceptable(question, List.of(type.get().toString()));
        }
        var reasons = new ArrayList<String>();
        question.target().ifPresent(target -> reasons.add(target.why()));
        reasons.add(reason);
        reasons.add(file(fixture));
        return new Choice.FromFixture(fixture, false, reasons);
    }
}
