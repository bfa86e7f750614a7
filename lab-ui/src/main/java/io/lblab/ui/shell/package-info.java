/// The window around the screens: rail, status line, closing.
@NullMarked
package io.lblab.ui.shell;

import org.jspecify.annotations.NullMarked;
