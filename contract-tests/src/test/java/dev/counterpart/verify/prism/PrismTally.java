package dev.counterpart.verify.prism;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a comparison: how much was asked and was the same, which differences are on purpose, and which are not. Thread-safe. */
final class PrismTally {

    private final List<PrismReason> reasons;
    private final Map<String, Integer> explained = new TreeMap<>();
    private int documents;
    private int requests;
    private int same;
    private int unanswered;
    private int unexplained;

    /** @param reasons why a difference may be on purpose */
    PrismTally(List<PrismReason> reasons) {
        this.reasons = reasons;
    }

    /** A document was compared. */
    synchronized void compared() {
        documents++;
    }

    /** A request that Prism did not answer. */
    synchronized void unanswered(PrismRequests.Asked asked) {
        System.out.println("PRISM gave no answer to " + asked);
        requests++;
        unanswered++;
    }

    /** A request that both answered, so differently; what is not on purpose is printed. */
    synchronized void answered(List<PrismDifference> differences) {
        requests++;
        if (differences.isEmpty()) {
            same++;
        }
        differences.forEach(this::add);
    }

    private void add(PrismDifference difference) {
        var reason = PrismReason.of(difference, reasons);
        reason.ifPresent(known -> explained.merge(known.row(), 1, Integer::sum));
        if (reason.isEmpty()) {
            unexplained++;
            System.out.println(difference);
        }
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int unexplained() {
        return unexplained;
    }

    @Override
    public synchronized String toString() {
        return "documents " + documents + ", requests " + requests + ", same " + same + ", not answered by Prism "
                + unanswered + ", explained " + explained + ", unexplained " + unexplained;
    }
}
