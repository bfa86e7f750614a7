package io.lblab.ui.balancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A line of a text, compared with another text.
record DiffLine(Kind kind, String text) {

    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /// The lines of both texts in one order, by the longest common subsequence; what goes stands
    /// before what comes.
    static List<DiffLine> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(now.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<DiffLine> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new DiffLine(Kind.SAME, old.get(i)));
                i++;
                j++;
            } else if (i < old.size()
                    && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new DiffLine(Kind.REMOVED, old.get(i)));
                i++;
            } else {
                lines.add(new DiffLine(Kind.ADDED, now.get(j)));
                j++;
            }
        }
        return Collections.unmodifiableList(lines);
    }
}
