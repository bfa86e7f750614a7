package io.lblab.shop.killing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Something is killed, and started again after a while. A seed makes the same strikes again.
///
/// @param pause how long all is well before
/// @param instance which one, for an instance
/// @param down how long until it is started again
record Strike(Duration pause, Target target, int instance, Duration down) {
    enum Target {
        INSTANCE,
        REDIS,
        KAFKA,
        DATABASE
    }

    /// More strikes than fit into any time; every target is among the first few.
    static List<Strike> script(long seed) {
        Random random = new Random(seed);
        List<Strike> script = new ArrayList<>();
        while (script.size() < 5000) {
            List<Target> round =
                    new ArrayList<>(
                            List.of(
                                    Target.INSTANCE,
                                    Target.INSTANCE,
                                    Target.REDIS,
                                    Target.KAFKA,
                                    Target.DATABASE,
                                    Target.DATABASE));
            Collections.shuffle(round, random);
            for (Target target : round) {
                script.add(
                        new Strike(
                                Duration.ofMillis(300 + random.nextInt(1500)),
                                target,
                                random.nextInt(Cluster.INSTANCES),
                                Duration.ofMillis(100 + random.nextInt(1900))));
            }
        }
        return script;
    }

    @Override
    public String toString() {
        return "%s%s for %d ms"
                .formatted(
                        target,
                        target == Target.INSTANCE ? " " + (instance + 1) : "",
                        down.toMillis());
    }
}
