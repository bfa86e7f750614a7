package io.lblab.ui.fx;

import javafx.scene.layout.Region;

/// One place of the window.
public interface Screen {

    Region node();

    /// The screen is shown: subscribe and draw.
    void activate();

    /// The screen is hidden: let go of what [#activate()] took.
    void deactivate();

    /// Called 10 times a second while the screen is shown.
    void tick();
}
