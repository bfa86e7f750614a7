package io.lblab.nginx;

import java.util.List;

/// What somebody changed in nginx.conf since the lab wrote it.
///
/// @param generation the one that the lab wrote
/// @param ofUpstream whether the lab's own region was changed, which an apply writes anew; changes
///   elsewhere are kept by every apply
/// @param lines the whole file, as it was written and as it is
public record HandEdit(int generation, boolean ofUpstream, List<DiffLine> lines) {

    static HandEdit between(int generation, String written, String found) {
        List<DiffLine> lines = DiffLine.between(written, found);
        boolean ofUpstream = !NginxConfig.region(written).equals(NginxConfig.region(found));
        return new HandEdit(generation, ofUpstream, lines);
    }
}
