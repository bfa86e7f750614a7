/// The Distribution screen: who answered, in charts and figures.
@NullMarked
package io.lblab.ui.distribution;

import org.jspecify.annotations.NullMarked;
