package io.lblab.ui.traffic;

import io.lblab.traffic.DataRows;
import io.lblab.traffic.Journey;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.WeightedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A card of the Traffic screen: a whole plan, ready to fire or to start from.
///
/// @param id names its texts: `preset.<id>`, `preset.about.<id>`
/// @param clients number of client addresses
record Preset(
        String id,
        List<WeightedRequest> mix,
        List<Journey> journeys,
        Optional<DataRows> data,
        int requests,
        int concurrency,
        int clients) {

    private static final int MANY_CLIENTS = 64;

    /// The guide's tests, and the one that ip_hash needs.
    static List<Preset> all() {
        List<Preset> presets = new ArrayList<>();
        for (TrafficPreset preset : TrafficPreset.all()) {
            presets.add(
                    new Preset(
                            preset.id(),
                            preset.mix(),
                            preset.journeys(),
                            preset.data(),
                            preset.requests(),
                            preset.concurrency(),
                            1));
        }
        presets.add(
                new Preset(
                        "many-clients",
                        TrafficPreset.LOAD_TEST.mix(),
                        List.of(),
                        Optional.empty(),
                        MANY_CLIENTS * 50,
                        MANY_CLIENTS,
                        MANY_CLIENTS));
        return presets;
    }
}
