package io.lblab.ui.balancer;

import io.lblab.forecast.Outlook;
import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import io.lblab.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// What nginx will do with the draft: the next picks as coloured squares, and the shares that come
/// of it.
final class ForecastCard {

    private static final double SIDE = 17;
    private static final double STEP = 20;

    private final BalancerViewModel model;
    private final Texts texts;
    private final Theme theme;
    private final Canvas canvas = new Canvas();
    private final Filled squares = new Filled(canvas, this::draw);
    private final Label words = new Label();
    private final Font font = Font.font("Lab Sans", FontWeight.BOLD, 11);

    private ForecastCard(BalancerViewModel model, Texts texts, Theme theme) {
        this.model = model;
        this.texts = texts;
        this.theme = theme;
        canvas.setId("forecast-picks");
        squares.setMinHeight(STEP);
        squares.setPrefHeight(STEP);
        words.setId("forecast-words");
        words.getStyleClass().add("forecast-words");
        words.setWrapText(true);
        words.setMinHeight(Label.USE_PREF_SIZE);
        model.outlookProperty().subscribe(_ -> show());
        model.forecastNoteProperty().subscribe(_ -> show());
        theme.schemeProperty().subscribe(_ -> draw());
    }

    static Card of(BalancerViewModel model, Texts texts, Theme theme) {
        ForecastCard forecast = new ForecastCard(model, texts, theme);
        Card card = new Card(texts.get("forecast.title"), forecast.squares, forecast.words);
        card.setMinHeight(Card.USE_PREF_SIZE);
        return card;
    }

    private void show() {
        Optional<Outlook> outlook = model.outlookProperty().get();
        boolean picks = outlook.filter(known -> !known.next().isEmpty()).isPresent();
        squares.setVisible(picks);
        squares.setManaged(picks);
        words.setText(words(outlook));
        canvas.setAccessibleText(words.getText());
        draw();
    }

    private String words(Optional<Outlook> outlook) {
        String note = model.forecastNoteProperty().get();
        if (outlook.isEmpty()) {
            return note;
        }
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < model.form().rows().size(); i++) {
            shares.add(
                    model.form().rows().get(i).name()
                            + " "
                            + texts.numbers().roundPercent(outlook.get().shares().get(i)));
        }
        return texts.get("forecast.shares", String.join(" · ", shares)) + " " + note;
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Optional<Outlook> outlook = model.outlookProperty().get();
        if (outlook.isEmpty()) {
            return;
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font);
        Palette palette = theme.palette();
        int room = (int) ((canvas.getWidth() + STEP - SIDE) / STEP);
        List<Integer> next = outlook.get().next();
        for (int i = 0; i < Math.min(room, next.size()); i++) {
            int server = next.get(i);
            String name = server < 0 ? "" : model.form().rows().get(server).name();
            Color color = palette.of(name);
            g.setFill(color);
            g.fillRoundRect(i * STEP, 0, SIDE, SIDE, 5, 5);
            g.setFill(Palette.on(color));
            g.fillText(
                    server < 0 ? "–" : String.valueOf(Palette.numberOf(name)),
                    i * STEP + SIDE / 2,
                    SIDE / 2 + 0.5);
        }
    }
}
