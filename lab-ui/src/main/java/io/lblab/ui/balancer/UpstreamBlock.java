package io.lblab.ui.balancer;

import io.lblab.nginx.DiffLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// An upstream block with its syntax coloured and its differences marked. Long lines wrap under
/// their own indentation.
final class UpstreamBlock extends VBox {

    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>#.*)|(?<word>^[a-z_]+)|(?<number>(?<==)\\d+[a-z]?\\b|(?<=\\s)\\d+[a-z]?(?=;))");
    private static final double CHARACTER = 7.2;

    private final ObservableList<DiffLine> lines;

    UpstreamBlock(ObservableList<DiffLine> lines) {
        this.lines = lines;
        setId("upstream-block");
        getStyleClass().add("code-block");
        lines.addListener((ListChangeListener<DiffLine>) _ -> build());
        build();
    }

    private void build() {
        List<HBox> rows = new ArrayList<>();
        for (DiffLine line : lines) {
            rows.add(row(line));
        }
        getChildren().setAll(rows);
    }

    private static HBox row(DiffLine line) {
        Label sign =
                new Label(
                        switch (line.kind()) {
                            case SAME -> " ";
                            case REMOVED -> "−";
                            case ADDED -> "+";
                        });
        sign.getStyleClass().add("code-sign");
        sign.setMinWidth(16);
        String code = line.text().strip();
        TextFlow flow = new TextFlow();
        flow.setPadding(
                new Insets(0, 0, 0, CHARACTER * line.text().indexOf(code.isEmpty() ? "" : code)));
        flow.getChildren().addAll(colour(code));
        flow.setMinWidth(0);
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox row = new HBox(sign, flow);
        row.getStyleClass()
                .addAll(
                        "code-row",
                        "code-" + line.kind().name().toLowerCase(java.util.Locale.ROOT));
        row.setAccessibleText(sign.getText() + " " + code);
        return row;
    }

    private static List<Text> colour(String code) {
        List<Text> parts = new ArrayList<>();
        Matcher token = TOKENS.matcher(code);
        int done = 0;
        while (token.find()) {
            if (token.start() > done) {
                parts.add(part(code.substring(done, token.start()), "code-plain"));
            }
            String style =
                    token.group("comment") != null
                            ? "code-comment"
                            : token.group("word") != null ? "code-word" : "code-number";
            parts.add(part(token.group(), style));
            done = token.end();
        }
        if (done < code.length() || code.isEmpty()) {
            parts.add(part(code.substring(done), "code-plain"));
        }
        return parts;
    }

    private static Text part(String text, String style) {
        Text part = new Text(text);
        part.getStyleClass().addAll("code", style);
        return part;
    }
}
