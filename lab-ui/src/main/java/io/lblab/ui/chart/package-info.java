/// What the window's charts share.
@NullMarked
package io.lblab.ui.chart;

import org.jspecify.annotations.NullMarked;
