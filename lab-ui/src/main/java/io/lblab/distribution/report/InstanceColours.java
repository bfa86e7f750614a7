package io.lblab.distribution.report;

import io.lblab.distribution.InstanceCount;
import java.util.List;

/// The colours of instances, the same in every picture: Okabe–Ito, which colour-blind people can
/// tell apart, and greys for what is no instance of the upstream.
public final class InstanceColours {

    private static final List<String> LIGHT =
            List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#8C7A00");
    private static final List<String> DARK =
            List.of("#56B4E9", "#F0B340", "#35C79A", "#E3A0C5", "#FF8C4C", "#9CD3FF", "#F0E442");
    private static final String LIGHT_GREY = "#7A8594";
    private static final String DARK_GREY = "#8B97A7";

    private InstanceColours() {}

    /// `#rrggbb` on a light ground.
    ///
    /// @param index place among the snapshot's instances
    public static String light(int index, InstanceCount instance) {
        return isServer(instance) ? LIGHT.get(index % LIGHT.size()) : LIGHT_GREY;
    }

    /// The same on a dark ground.
    public static String dark(int index, InstanceCount instance) {
        return isServer(instance) ? DARK.get(index % DARK.size()) : DARK_GREY;
    }

    private static boolean isServer(InstanceCount instance) {
        return !Double.isNaN(instance.configuredShare());
    }
}
