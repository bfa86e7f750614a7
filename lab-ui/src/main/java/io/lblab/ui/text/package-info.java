/// The words of the window and how numbers are written.
@NullMarked
package io.lblab.ui.text;

import org.jspecify.annotations.NullMarked;
