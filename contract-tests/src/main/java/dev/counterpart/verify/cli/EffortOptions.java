package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.verify.Effort;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.plan.Thoroughness;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many requests are sent, and how fast. */
final class EffortOptions {

    private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(?:/(s|m))?");

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Up to N concurrent safe requests, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int workers = 1;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "Up to N requests per second or minute: 20/s, 90/m. Default: no limit.")
    private @Nullable String rate;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            description = "Stop sending after TIME; the most important cases are sent first. Default: no limit.")
    private @Nullable String maxTime;

    @Option(
            names = "--effort",
            paramLabel = "EFFORT",
            defaultValue = "normal",
            description =
                    "quick: fewer than 25 requests per operation; normal; thorough: all cases. Default: ${DEFAULT-VALUE}.")
    private String effort = "normal";

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Send each safe request N times, 1 to 100. Default: 2; 1 with --effort quick.")
    private @Nullable Integer repeat;

    @Option(
            names = "--soak",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Send N more safe requests in turn, up to " + Passes.LONGEST_SOAK + ". Default: ${DEFAULT-VALUE}.")
    private int soak;

    @Option(
            names = "--shrink",
            paramLabel = "N",
            description = "Up to N requests per violation to find a smaller request that shows it, 0 to 100."
                    + " Default: 24; 0 with --effort quick.")
    private @Nullable Integer shrink;

    Effort effort() throws Unusable {
        var level = thoroughness();
        var usual = Passes.of(level);
        int repetitions = repeat == null ? usual.repeat() : repeat;
        int shrinking = shrink == null ? usual.shrinking() : shrink;
        inRange("--repeat", repetitions, 1, Passes.MOST);
        inRange("--soak", soak, 0, Passes.LONGEST_SOAK);
        inRange("--workers", workers, 1, Effort.MOST_WORKERS);
        inRange("--shrink", shrinking, 0, Passes.MOST);
        return new Effort(
                workers,
                rate(),
                time(),
                new Passes(repetitions, usual.clients(), soak, shrinking, usual.others()),
                level);
    }

    private Thoroughness thoroughness() throws Unusable {
        return Thoroughness.labelled(effort)
                .orElseThrow(() -> new Unusable("--effort " + effort + " is unknown", "use quick, normal or thorough"));
    }

    private static void inRange(String option, int value, int least, int most) throws Unusable {
        if (value < least || value > most) {
            throw new Unusable(
                    option + " " + value + " is out of range", "give a number from " + least + " to " + most);
        }
    }

    private OptionalDouble rate() throws Unusable {
        if (rate == null) {
            return OptionalDouble.empty();
        }
        var match = RATE.matcher(rate);
        double number = match.matches() ? Double.parseDouble(match.group(1)) : 0;
        if (number == 0) {
            throw new Unusable("--rate " + rate + " is not a rate", "use the form 20/s or 90/m");
        }
        return OptionalDouble.of("m".equals(match.group(2)) ? number / 60 : number);
    }

    private Optional<Duration> time() throws Unusable {
        if (maxTime == null) {
            return Optional.empty();
        }
        var time = Durations.parsePositive(maxTime);
        if (time.isEmpty()) {
            throw new Unusable(
                    Durations.refusal("--max-time", "30s or 5m", maxTime), "correct the time, or leave out --max-time");
        }
        return time;
    }
}
