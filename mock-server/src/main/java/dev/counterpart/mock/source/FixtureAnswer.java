package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A fixture as an answer, if the client accepts its media type. */
final class FixtureAnswer {

    private final Documented documented;
    private final KeptChoices kept = new KeptChoices();
    private final Map<String, Optional<MediaType>> mediaTypes = new ConcurrentHashMap<>();

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
        return "fixture " + fixture.place();
    }

    /** @param reason called once for each fixture */
    Choice choice(Question question, Fixture fixture, Function<Fixture, String> reason) {
        var type = fixture.body().flatMap(this::mediaType);
        boolean isAccepted = ChosenResponse.disregardsAccept(fixture.status())
                || type.isEmpty()
                || Accept.of(question.request()).quality(type.get()) > 0;
        if (!isAccepted) {
            return documented.notAcceptable(question, List.of(type.get().toString()));
        }
        var chosen = question.chosen();
        var choice = chosen.isEmpty()
                ? kept.of(fixture, () -> made(fixture, List.of(reason.apply(fixture), file(fixture))))
                : kept.of(
                        chosen.get(),
                        fixture,
                        () -> made(fixture, List.of(chosen.get().why(), reason.apply(fixture), file(fixture))));
        return choice.orElseThrow();
    }

    private static Optional<Choice> made(Fixture fixture, List<String> reasons) {
        return Optional.of(Choice.FromFixture.declared(fixture, reasons));
    }

    private Optional<MediaType> mediaType(Fixture.Body body) {
        return mediaTypes.computeIfAbsent(body.mediaType(), MediaType::parse);
    }
}
