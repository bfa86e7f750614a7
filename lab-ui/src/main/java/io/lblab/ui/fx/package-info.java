/// Crossing to the JavaFX thread and back, and the few nodes every screen shares.
@NullMarked
package io.lblab.ui.fx;

import org.jspecify.annotations.NullMarked;
