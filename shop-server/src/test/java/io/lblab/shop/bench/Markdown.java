package io.lblab.shop.bench;

import java.util.Collections;
import java.util.List;

/// A table as docs/benchmarks.md has them.
final class Markdown {
    private final StringBuilder text = new StringBuilder("\n");

    Markdown(String... heads) {
        row(heads);
        row(Collections.nCopies(heads.length, "---").toArray(String[]::new));
    }

    void row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
