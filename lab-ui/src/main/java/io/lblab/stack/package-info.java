/// The running system: start, stop, watch, break and mend it. Knows nothing of traffic.
@NullMarked
package io.lblab.stack;

import org.jspecify.annotations.NullMarked;
