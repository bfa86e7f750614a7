package io.lblab.stack.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of docs/guide.md: what is typed, and what must stand in the output.
final class GuideTable {

    private static final Pattern BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private GuideTable() {}

    /// @param typed the command, as it is typed
    /// @param seen words of the output
    record Row(String typed, List<String> seen) {

        /// Goes on until it is interrupted.
        boolean follows() {
            return typed.contains("logs -f") || typed.contains("SUBSCRIBE");
        }

        @Override
        public String toString() {
            return typed;
        }
    }

    /// Every row whose middle cell is a command, in the order of the page.
    static List<Row> read(Path guide) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(guide)) {
            List<String> cells = BORDER.splitAsStream(line).toList();
            if (line.startsWith("|") && cells.size() == 4) {
                Matcher command = CODE.matcher(cells.get(2));
                if (command.find()) {
                    rows.add(
                            new Row(
                                    command.group(1).replace("\\|", "|"),
                                    CODE.matcher(cells.get(3))
                                            .results()
                                            .map((MatchResult word) -> word.group(1))
                                            .toList()));
                }
            }
        }
        return rows;
    }
}
