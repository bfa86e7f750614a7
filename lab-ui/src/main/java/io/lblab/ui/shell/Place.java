package io.lblab.ui.shell;

import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// The places of the rail, from top to bottom. Ctrl and its digit opens one.
enum Place {
    STACK(Feather.SERVER, KeyCode.DIGIT1, KeyCode.NUMPAD1),
    BALANCER(Feather.SLIDERS, KeyCode.DIGIT2, KeyCode.NUMPAD2),
    TRAFFIC(Feather.ACTIVITY, KeyCode.DIGIT3, KeyCode.NUMPAD3),
    DISTRIBUTION(Feather.BAR_CHART_2, KeyCode.DIGIT4, KeyCode.NUMPAD4);

    private final Feather icon;
    private final KeyCode digit;
    private final KeyCode pad;

    Place(Feather icon, KeyCode digit, KeyCode pad) {
        this.icon = icon;
        this.digit = digit;
        this.pad = pad;
    }

    Feather icon() {
        return icon;
    }

    KeyCode digit() {
        return digit;
    }

    /// The same digit on the number pad.
    KeyCode pad() {
        return pad;
    }
}
