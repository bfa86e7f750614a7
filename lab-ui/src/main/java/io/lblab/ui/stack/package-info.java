/// The Stack screen: start and stop, topology, logs.
@NullMarked
package io.lblab.ui.stack;

import org.jspecify.annotations.NullMarked;
