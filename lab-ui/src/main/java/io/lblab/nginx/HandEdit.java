package io.lblab.nginx;

import java.util.List;

/// What somebody changed in nginx.conf since the lab wrote it.
///
/// @param generation the one that the lab wrote
/// @param ofUpstream whether the lab's own part was changed, which an apply writes anew: its
///   region, or the number of workers; changes elsewhere are kept by every apply
/// @param lines the whole file, as it was written and as it is
public record HandEdit(int generation, boolean ofUpstream, List<DiffLine> lines) {

    static HandEdit between(int generation, String written, String found) {
        List<DiffLine> lines = DiffLine.between(written, found);
        boolean ofUpstream = !NginxConfig.labsPart(written).equals(NginxConfig.labsPart(found));
        return new HandEdit(generation, ofUpstream, lines);
    }
}
