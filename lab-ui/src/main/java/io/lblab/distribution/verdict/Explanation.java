package io.lblab.distribution.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Which causes account for what was seen.
final class Explanation {

    private final Supplier<Band> plain;
    private final Predicate<Band> accountedFor;

    /// @param plain the band without any cause, new each time
    /// @param accountedFor whether what was seen lies in a band
    Explanation(Supplier<Band> plain, Predicate<Band> accountedFor) {
        this.plain = plain;
        this.accountedFor = accountedFor;
    }

    /// Each cause that is enough alone; failing that, as few as together are enough; failing that,
    /// none. A cause that does not explain the difference is never among them.
    List<Reason> among(List<Cause> causes) {
        List<Cause> enough = causes.stream().filter(cause -> accountsFor(List.of(cause))).toList();
        if (enough.isEmpty() && accountsFor(causes)) {
            enough = withoutTheNeedless(causes);
        }
        return enough.isEmpty()
                ? List.of(new Reason.Unexplained())
                : enough.stream().map(Cause::reason).toList();
    }

    private List<Cause> withoutTheNeedless(List<Cause> causes) {
        List<Cause> needed = new ArrayList<>(causes);
        for (int i = causes.size() - 1; i >= 0; i--) {
            Cause cause = causes.get(i);
            List<Cause> rest = needed.stream().filter(other -> !other.equals(cause)).toList();
            if (accountsFor(rest)) {
                needed = new ArrayList<>(rest);
            }
        }
        return needed;
    }

    private boolean accountsFor(List<Cause> causes) {
        if (causes.isEmpty()) {
            return false;
        }
        Band band = plain.get();
        causes.forEach(cause -> cause.effect().on(band));
        return accountedFor.test(band);
    }
}
