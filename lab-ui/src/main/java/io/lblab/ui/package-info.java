/// The window. Only this package and io.lblab.app import JavaFX.
@NullMarked
package io.lblab.ui;

import org.jspecify.annotations.NullMarked;
