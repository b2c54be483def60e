package dev.counterpart.verify;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.plan.CaseKind;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.TimedTransport;
import dev.counterpart.verify.send.Transport;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the runs against the bank of providers cost and find, with one thoroughness. */
final class BankMeasure {

    private static final AtomicReference<@Nullable BankMeasure> RUNNING = new AtomicReference<>();

    /** The phase without a pass. */
    static final String CASES = "cases and variations";

    /**
     * A broken rule that a case showed.
     *
     * @param operation the position of its operation among those that have the kind, from 0
     */
    record Find(String phase, String kind, String rule, int operation) {}

    /** One run against one provider. */
    static final class Run {
        private final List<Find> finds = new ArrayList<>();
        private final Map<String, Integer> sent = new TreeMap<>();
        private final Map<String, List<OperationKey>> operations = new TreeMap<>();

        synchronized void add(Result result) {
            String kind = CaseKind.of(result.sent());
            String phase = phase();
            if (phase.equals(CASES)) {
                sent.merge(kind, result.observation().isPresent() ? 1 : 0, Integer::sum);
            }
            int operation = position(kind, result.operation().key());
            result.verdict().violations().stream()
                    .filter(violation -> violation.severity() == Severity.ERROR)
                    .forEach(violation ->
                            finds.add(new Find(phase, kind, violation.rule().id(), operation)));
        }

        /** Of the operation among those that have the kind. */
        private int position(String kind, OperationKey operation) {
            var known = operations.computeIfAbsent(kind, unheard -> new ArrayList<>());
            if (!known.contains(operation)) {
                known.add(operation);
            }
            return known.indexOf(operation);
        }

        synchronized List<Find> finds() {
            return List.copyOf(finds);
        }

        synchronized Map<String, Integer> sent() {
            return new TreeMap<>(sent);
        }
    }

    private final Thoroughness thoroughness;
    private final Map<String, Integer> requests = new TreeMap<>();
    private final List<Run> runs = new ArrayList<>();

    BankMeasure(Thoroughness thoroughness) {
        this.thoroughness = thoroughness;
    }

    static Optional<BankMeasure> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    /** Measures all runs while the action runs. */
    BankMeasure during(Runnable action) {
        RUNNING.set(this);
        try {
            action.run();
        } finally {
            RUNNING.set(null);
        }
        return this;
    }

    SuiteOptions applied(SuiteOptions options) {
        var effort = options.effort();
        return thoroughness == Thoroughness.QUICK
                ? options.withEffort(effort.with(thoroughness))
                : options.withEffort(
                        new Effort(effort.workers(), effort.rate(), effort.maxTime(), effort.passes(), thoroughness));
    }

    Transports counting(Transports transports) {
        return new Transports(counting(transports.ordinary()), counting(transports.raw()), counting(transports.kept()));
    }

    private TimedTransport counting(TimedTransport transport) {
        var counted = counting((Transport) transport);
        return new TimedTransport() {
            @Override
            public Observation send(Request request) {
                return counted.send(request);
            }

            @Override
            public TimedTransport within(Duration limit) {
                return counting(transport.within(limit));
            }

            @Override
            public void close() {
                counted.close();
            }
        };
    }

    private Transport counting(Transport transport) {
        return new Transport() {
            @Override
            public Observation send(Request request) {
                count(phase());
                return transport.send(request);
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }

    private synchronized void count(String phase) {
        requests.merge(phase, 1, Integer::sum);
    }

    /** The stage that sends, by the classes on the stack. */
    private static String phase() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.startsWith("dev.counterpart.verify.pass."))
                        .map(name -> name.replaceFirst(".*\\.", "").replaceFirst("[$].*", ""))
                        .filter(name -> name.endsWith("Pass"))
                        .findFirst())
                .orElse(CASES);
    }

    synchronized Run begun() {
        var run = new Run();
        runs.add(run);
        return run;
    }

    synchronized int requests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized Map<String, Integer> requestsByPhase() {
        return new TreeMap<>(requests);
    }

    synchronized List<Run> runs() {
        return List.copyOf(runs);
    }
}
