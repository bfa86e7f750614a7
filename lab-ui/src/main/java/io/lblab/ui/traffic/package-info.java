/// The Traffic screen: presets, the form, the run.
@NullMarked
package io.lblab.ui.traffic;

import org.jspecify.annotations.NullMarked;
