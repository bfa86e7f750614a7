package io.lblab.nginx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A line of a text, compared with another text.
public record DiffLine(Kind kind, String text) {

    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /// The lines of both texts in one order, by the longest common subsequence; what goes stands
    /// before what comes.
    public static List<DiffLine> between(String before, String after) {
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

    /// Whether any line goes or comes.
    public static boolean differ(List<DiffLine> lines) {
        return lines.stream().anyMatch(line -> line.kind() != Kind.SAME);
    }

    /// The lines that go or come, with `context` of those that stay around each; `…` stands for
    /// what was left out in between. Empty when nothing differs.
    public static List<DiffLine> around(List<DiffLine> lines, int context) {
        List<DiffLine> some = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < lines.size(); i++) {
            int from = Math.max(0, i - context);
            int to = Math.min(lines.size(), i + context + 1);
            if (!differ(lines.subList(from, to))) {
                gap = true;
                continue;
            }
            if (gap && !some.isEmpty()) {
                some.add(new DiffLine(Kind.SAME, "…"));
            }
            gap = false;
            some.add(lines.get(i));
        }
        return some;
    }

    /// The same as people know it from `diff -u`: a sign before each line, a line break after it.
    public static String text(List<DiffLine> lines, int context) {
        StringBuilder text = new StringBuilder();
        for (DiffLine line : around(lines, context)) {
            text.append(line.sign()).append(' ').append(line.text()).append('\n');
        }
        return text.toString();
    }

    /// `+`, `-` or a space.
    public char sign() {
        return switch (kind) {
            case SAME -> ' ';
            case REMOVED -> '-';
            case ADDED -> '+';
        };
    }
}
